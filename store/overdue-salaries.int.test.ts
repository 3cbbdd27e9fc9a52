import { afterAll, beforeAll, expect, it } from 'vitest'
import { knownEmployment } from '../api/testing/known-employment.ts'
import { knownLink } from '../api/testing/known-link.ts'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { noteOverdueSalaries } from './overdue-salaries.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

it.each([
  ['2026-12-01T02:59:59Z', 0],
  ['2026-12-01T03:00:00Z', 1],
])(
  'counts the months that are due by the day in Brasília: at %s, %i jobs are overdue',
  async (retrievedAt, overdue) => {
    const linkId = await knownLink(database.db, { retrieved_at: new Date(retrievedAt) })
    await knownEmployment(database.db, linkId, ['2020-01-01'], [['2026-08', '2410.50']])
    expect(await noteOverdueSalaries(database.db, 10)).toBe(overdue)
  },
)
