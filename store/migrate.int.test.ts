import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { migrate } from './migrate.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

test('changes nothing when run again, and by two processes at once', async () => {
  const again = () => migrate(fresh.databaseUrl, fresh.keyringUrl)
  expect(await Promise.all([again(), again()])).toEqual([[], []])
})

test('keeps a month and an amount exactly as they were written', async () => {
  const row = await sql`select date '2026-11-01' as month, numeric '2410.50' as amount`.execute(
    fresh.db,
  )
  expect(row.rows).toEqual([{ month: '2026-11-01', amount: '2410.50' }])
})
