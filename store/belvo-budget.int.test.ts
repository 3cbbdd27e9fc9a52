import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { createBelvoBudget } from './belvo-budget.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(() =>
  database.db
    .updateTable('belvo_budget')
    .set({ theoretical_arrival_at: new Date(0), blocked_until: null })
    .execute(),
)

it('lets no window of 30 s hold more than the limit, whoever asks and however fast', async () => {
  const [one, two] = [createBelvoBudget(database.db, 40), createBelvoBudget(database.db, 40)]
  const began = performance.now()
  const asked = Array.from({ length: 30 }, () => [one.reserve(), two.reserve()])
  const places = await Promise.all(asked.flat())
  const secondsTaken = Math.ceil((performance.now() - began) / 1_000)

  const waitsMs = places.flatMap((place) => (place.kind === 'granted' ? [place.waitMs] : []))
  const atOnce = waitsMs.filter((waitMs) => waitMs === 0)
  // Ten at once, one a second from then on, and nobody waits longer than ten seconds.
  expect(atOnce.length).toBeGreaterThanOrEqual(10)
  expect(atOnce.length).toBeLessThanOrEqual(10 + secondsTaken)
  expect(waitsMs.length).toBeGreaterThanOrEqual(20)
  expect(waitsMs.length).toBeLessThanOrEqual(20 + secondsTaken)
  expect(Math.max(...waitsMs)).toBeLessThanOrEqual(10_000)
})

it('holds everybody back while Belvo is cross, and a shorter block never lifts a longer one', async () => {
  const [one, two] = [createBelvoBudget(database.db, 80), createBelvoBudget(database.db, 80)]
  await one.block(9_000)
  await two.block(1_000)
  const place = await two.reserve()
  expect(place.kind === 'granted' && place.waitMs).toBeGreaterThan(1_000)
  await one.block(60_000)
  expect(await two.reserve()).toMatchObject({ kind: 'full' })
})

it('tells how many requests need not wait: the burst, less what was taken, none while blocked', async () => {
  const budget = createBelvoBudget(database.db, 40)
  expect(await budget.left()).toBe(10)
  for (let taken = 0; taken < 4; taken += 1) await budget.reserve()
  expect(await budget.left()).toBe(6)
  await budget.block(1_000)
  expect(await budget.left()).toBe(0)
})
