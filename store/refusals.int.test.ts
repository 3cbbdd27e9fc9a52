import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { Refusals } from './refusals.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const refusal = (n: number) => ({
  at: new Date('2026-11-23T12:00:00Z'),
  reason: 'authorization_wrong' as const,
  sourceAddress: '203.0.113.9',
  declaredLength: n,
})

const lengths = async () => {
  const rows = await database.db
    .selectFrom('refusals')
    .select('declared_length')
    .orderBy('id')
    .execute()
  return rows.map((row) => Number(row.declared_length))
}
const counts = () => database.db.selectFrom('refusal_counts').selectAll().execute()

it('keeps the newest thousand one by one, and counts them all', async () => {
  const refusals = new Refusals(database.db)
  for (let n = 0; n < 2_500; n++) refusals.note(refusal(n))
  await refusals.write()
  for (let n = 2_500; n < 2_600; n++) refusals.note(refusal(n))
  await refusals.write()

  const kept = await lengths()
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([1_000, 1_600, 2_599])
  expect(await counts()).toEqual([{ reason: 'authorization_wrong', refused: '2600' }])
})

it('keeps the newest thousand of several doors that write at once', async () => {
  const doors = Array.from({ length: 4 }, () => new Refusals(database.db))
  for (const door of doors) for (let n = 0; n < 600; n++) door.note(refusal(n))
  await Promise.all(doors.map((door) => door.write()))
  doors[0]?.note(refusal(600))
  await doors[0]?.write()

  expect(await lengths()).toHaveLength(1_000)
  expect(await counts()).toEqual([{ reason: 'authorization_wrong', refused: '2401' }])
})
