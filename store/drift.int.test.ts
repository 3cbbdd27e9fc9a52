import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import type { Drift } from '../domain/drift.ts'
import { listDrift, noteDrift } from './drift.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const note = (drift: readonly Drift[]) =>
  fresh.db.transaction().execute((tx) => noteDrift(tx, drift))
const seen = async (since = new Date(0)) => (await listDrift(fresh.db, since, { limit: 100 })).drift

const newField: Drift = {
  kind: 'unknown_field',
  path: 'employment.benefit_number',
  shape: 'object',
  times: 3,
}
const lateType: Drift = {
  kind: 'wrong_type',
  path: 'employment.salaries.type',
  shape: 'number',
  times: 1,
}

it('counts a place once for each answer, and every time within', async () => {
  await note([newField, lateType])
  await note([{ ...newField, times: 5 }])
  await note([])

  const [first] = await seen()
  expect(await seen()).toMatchObject([
    { ...newField, times: 8, readings: 2 },
    { ...lateType, times: 1, readings: 1 },
  ])
  expect(first?.lastSeenAt.getTime()).toBeGreaterThan(first?.firstSeenAt.getTime() ?? 0)
})

it('takes the same drift from many answers at once, in any order', async () => {
  const places = ['a', 'b', 'c', 'd'].map((name) => ({ ...lateType, path: `owner.${name}` }))
  const answers = Array.from({ length: 40 }, (_, at) => (at % 2 ? places : places.toReversed()))

  await Promise.all(answers.map(note))

  const counted = (await seen()).filter(({ path }) => path.startsWith('owner.'))
  expect(counted.map(({ times, readings }) => [times, readings])).toEqual(
    places.map(() => [40, 40]),
  )
})

it('leaves out what was not seen since', async () => {
  expect(await seen(new Date(Date.now() + 60_000))).toEqual([])
})
