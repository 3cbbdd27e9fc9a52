import { afterAll, beforeAll, expect, it } from 'vitest'
import { noteOverdueRefreshes } from '../../store/overdue-refreshes.ts'
import { noteOverdueSalaries } from '../../store/overdue-salaries.ts'
import { Facts } from '../fact-page.ts'
import { knownEmployment } from '../testing/known-employment.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { Timeline } from './timeline.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())

it('is told in the feed and on the timeline, of a salary and of a refresh', async () => {
  const linkId = await knownLink(door.db, {
    retrieved_at: new Date('2026-01-15T12:00:00Z'),
    expected_by: new Date('2026-01-22T12:00:00Z'),
  })
  const employment = await knownEmployment(
    door.db,
    linkId,
    ['2020-01-01'],
    [['2025-09', '2410.50']],
  )
  await noteOverdueSalaries(door.db, 10)
  await noteOverdueRefreshes(door.db, 10)

  const answer = async (path: string) =>
    (await door.ask('read', `/v1/links/${linkId}/${path}`)).json()
  expect(Facts.parse(await answer('facts')).items).toMatchObject([
    { kind: 'SalaryOverdue', data: { employment, months: 2 }, schema: 'LinkFact-2026-11-23' },
    { kind: 'RefreshOverdue', data: { intervals: 2 }, schema: 'LinkFact-2026-11-23' },
  ])
  expect(Timeline.parse(await answer('timeline')).items).toMatchObject([
    {
      source: 'fact',
      what: `No salary is reported for the last 2 months that are due, in the open employment ${employment}.`,
    },
    {
      source: 'fact',
      what: 'Belvo has retrieved nothing for 2 intervals of its refresh. POST …/refresh asks it to.',
    },
  ])
})
