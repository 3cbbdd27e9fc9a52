import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../../dev/testing/database.ts'
import { freshDatabase } from '../../dev/testing/database.ts'
import type { Notice } from './notice.ts'
import { layTables } from './tables.ts'
import type { Upsert } from './upsert.ts'
import { createUpsert } from './upsert.ts'

let database: FreshDatabase
let peers: pg.Client
let upsert: Upsert
beforeAll(async () => {
  database = await freshDatabase()
  // In a schema of their own: some tables have the names of the product's.
  const url = new URL(database.databaseUrl)
  url.searchParams.set('options', '-c search_path=peers')
  peers = new pg.Client({ connectionString: url.href })
  await peers.connect()
  await peers.query('create schema peers')
  await layTables(url.href)
  upsert = createUpsert(url.href, 2)
})
afterAll(async () => {
  await peers.end()
  await database.drop()
})

it('holds what Belvo wrote once, however often it is written, and counts how often', async () => {
  const notice: Notice = {
    key: 'a key',
    event: 'EMPLOYMENTS/1',
    linkId: randomUUID(),
    resource: 'EMPLOYMENTS',
  }
  const employment = {
    id: randomUUID(),
    collected_at: '2026-11-20T14:03:09.880102+00:00',
    start_date: '2021-03-01',
    end_date: null,
    employer_data: { name: 'Padaria Aurora', code: '01222333', economic_activity: '4721-1' },
    occupations: [{ start_date: '2021-03-01', end_date: null, description: 'a', name: 'b' }],
    salaries: [
      { month: '2026-10', base_amount: 2410.5, retained_amount: 0.1, currency: 'BRL' },
      { month: '2026-09', base_amount: 2410.5, retained_amount: 0.1, currency: 'BRL' },
    ],
  }
  await upsert(notice, [employment])
  await upsert(notice, [employment])
  const { rows } = await peers.query(`
    select (select count(*)::integer from employments) as employments,
      (select count(*)::integer from occupations) as occupations,
      (select count(*)::integer from salaries) as salaries,
      (select times from applied) as times`)
  expect(rows).toEqual([{ employments: 1, occupations: 1, salaries: 2, times: 2 }])
})
