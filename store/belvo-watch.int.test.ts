import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { createBelvoWatch } from './belvo-watch.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.drop())

const inRow = async () =>
  (
    await fresh.db
      .selectFrom('belvo_budget')
      .select('unavailable_in_row as inRow')
      .executeTakeFirstOrThrow()
  ).inRow

it('forgets what failed as soon as anybody has an answer, also what failed elsewhere', async () => {
  const [here, elsewhere] = [
    createBelvoWatch(fresh.db, () => {}),
    createBelvoWatch(fresh.db, () => {}),
  ]
  const call = async () => {
    await here.heldOver(null)
    await here.answered()
  }
  await call()
  await elsewhere.unavailable()
  await elsewhere.unavailable()
  expect(await inRow()).toBe(2)
  await call()
  expect(await inRow()).toBe(0)
})
