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
  const again = () => migrate(fresh.databaseUrl, fresh.keyringUrl, new Date())
  expect(await Promise.all([again(), again()])).toEqual([[], []])
})

test('opens the inbox for this month and the two after it', async () => {
  const partitions = sql<{ name: string }>`
    select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'inbox'::regclass and inhrelid::regclass::text ~ '^inbox_2031'
    order by 1`
  await migrate(fresh.databaseUrl, fresh.keyringUrl, new Date('2031-10-31T23:00:00Z'))
  const { rows } = await partitions.execute(fresh.db)
  expect(rows.map((row) => row.name)).toEqual(['inbox_2031_10', 'inbox_2031_11', 'inbox_2031_12'])
})

test('keeps a month and an amount exactly as they were written', async () => {
  const row = await sql`select date '2026-11-01' as month, numeric '2410.50' as amount`.execute(
    fresh.db,
  )
  expect(row.rows).toEqual([{ month: '2026-11-01', amount: '2410.50' }])
})
