import { afterAll, beforeAll, expect, it } from 'vitest'
import { knownEmployment } from '../testing/known-employment.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { SufficiencyAnswer } from './link-sufficiency.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor({ now: () => new Date('2026-11-30T11:58:00Z') })
})
afterAll(() => door.close())

const judged = async (linkId: string, query = '') => {
  const answer = await door.ask('read', `/v1/links/${linkId}/sufficiency?${query}`)
  return SufficiencyAnswer.parse(await answer.json())
}

it('judges by the thresholds of the query, and gives every reason', async () => {
  const linkId = await knownLink(door.db)
  await knownEmployment(
    door.db,
    linkId,
    ['2026-08-15'],
    ['2026-08', '2026-09', '2026-10'].map((month) => [month, '2410.50'] as const),
  )
  const modest = 'ageDaysMax=10&reportedMonthsMin=3&tenureMonthsMin=3'
  expect(await judged(linkId, modest)).toMatchObject({ verdict: 'sufficient', reasons: [] })
  expect(await judged(linkId, 'ageDaysMax=9&reportedMonthsMin=4&tenureMonthsMin=4')).toMatchObject({
    verdict: 'insufficient',
    freshEnough: false,
    longEnough: false,
    gapFree: true,
    reasons: [
      { threshold: 'ageDaysMax', asked: 9, found: 10 },
      { threshold: 'reportedMonthsMin', asked: 4, found: 3 },
      { threshold: 'tenureMonthsMin', asked: 4, found: 3 },
    ],
  })
})

it('keeps the three nothings apart from a verdict', async () => {
  const early = await knownLink(door.db, { employments_applied_at: null, status: 'collecting' })
  const empty = await knownLink(door.db)
  const withdrawn = await knownLink(door.db, { ground: 'withdrawn' })

  expect(await judged(early)).toMatchObject({ verdict: 'not_yet', freshEnough: null, reasons: [] })
  expect(await judged(empty)).toMatchObject({ verdict: 'none_reported', gapFree: null })
  const refused = await door.ask('read', `/v1/links/${withdrawn}/sufficiency`)
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { type: '/problems/no-longer-permitted' },
  ])
})

it('takes no threshold that is none', async () => {
  const answer = await door.ask(
    'read',
    `/v1/links/${await knownLink(door.db)}/sufficiency?ageDaysMax=-1`,
  )
  expect(await answer.json()).toMatchObject({
    type: '/problems/malformed-request',
    faults: [{ path: 'query.ageDaysMax' }],
  })
})
