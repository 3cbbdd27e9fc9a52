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
  const processes = [createBelvoBudget(database.db, 40), createBelvoBudget(database.db, 40)]
  const places = await Promise.all(
    Array.from({ length: 60 }, (_, at) => processes[at % 2]?.reserve()),
  )
  const waitsMs = places.flatMap((place) => (place?.kind === 'granted' ? [place.waitMs] : []))
  const atOnce = waitsMs.filter((waitMs) => waitMs < 500)
  expect(atOnce).toHaveLength(10)
  // One a second from then on, and nobody waits longer than ten.
  expect(waitsMs).toHaveLength(20)
  expect(places.filter((place) => place?.kind === 'full')).toHaveLength(40)
  const spacing = waitsMs.toSorted((a, b) => a - b).slice(10)
  expect(Math.max(...spacing)).toBeLessThanOrEqual(10_000)
  expect((spacing.at(-1) as number) - (spacing[0] as number)).toBeGreaterThan(8_500)
})

it('holds everybody back while Belvo is cross, and a shorter block never lifts a longer one', async () => {
  const [one, two] = [createBelvoBudget(database.db, 80), createBelvoBudget(database.db, 80)]
  await one.block(5_000)
  await two.block(1_000)
  const place = await two.reserve()
  expect(place.kind === 'granted' && place.waitMs).toBeGreaterThan(4_000)
  await one.block(60_000)
  expect(await two.reserve()).toMatchObject({ kind: 'full' })
})
