import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LinkId } from '../../domain/link-id.ts'
import { knownEmployment } from '../testing/known-employment.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { IncomeAnswer } from './link-income.ts'

let door: Door
let linkId: LinkId
let bakery: string
beforeAll(async () => {
  door = await openDoor()
  linkId = await knownLink(door.db)
  bakery = await knownEmployment(
    door.db,
    linkId,
    ['2026-07-01'],
    [
      ['2026-07', '2410.50'],
      ['2026-08', '2410.50', null],
      ['2026-10', '2410.55'],
      ['2026-10', '600.10', 'THIRTEENTH'],
    ],
  )
  await knownEmployment(door.db, linkId, ['2020-01-01', '2026-06-10'])
})
afterAll(() => door.close())

const income = async (query: string, of = linkId) => {
  const answer = await door.ask('read', `/v1/links/${of}/income?${query}`)
  return IncomeAnswer.parse(await answer.json())
}
const brl = (amount: string) => ({ amount, currency: 'BRL' })

it('tells what each month brought, and averages what is reported', async () => {
  const told = await income('months=4')
  expect(told).toMatchObject({
    availability: 'available',
    monthsReported: 3,
    monthsUntyped: 1,
    mean: brl('2410.52'),
    median: brl('2410.50'),
    apart: [
      {
        type: 'THIRTEENTH',
        total: brl('600.10'),
        salaries: [{ employment: bakery, month: '2026-10', amount: brl('600.10') }],
      },
    ],
  })
  expect(told.months.map(({ month, state, total }) => [month, state, total?.amount])).toEqual([
    ['2026-07', 'reported', '2410.50'],
    ['2026-08', 'reported', '2410.50'],
    ['2026-09', 'missing', undefined],
    ['2026-10', 'reported', '2410.55'],
  ])
})

it('counts tenure to the last retrieval and not to today, and finds the days between two jobs', async () => {
  const told = await income('months=5')
  expect(told.jobs.map(({ tenure }) => tenure)).toMatchObject([
    { from: '2020-01-01', to: '2026-06-10', months: 77, isOngoing: false },
    { from: '2026-07-01', to: '2026-11-20', months: 4, isOngoing: true },
  ])
  expect(told.daysWithoutWork).toEqual([{ from: '2026-06-11', to: '2026-06-30', days: 20 }])
})

it('tells of a month in the past what was true then', async () => {
  const { jobs, months } = await income('months=1&asOf=2026-05')
  expect(jobs).toMatchObject([{ endDate: null, tenure: { to: '2026-05-31', isOngoing: true } }])
  expect(months).toMatchObject([{ month: '2026-05', state: 'missing' }])
})

it('answers a question about no month or about the future with what is wrong with it', async () => {
  const problem = async (query: string) =>
    (await door.ask('read', `/v1/links/${linkId}/income?${query}`)).json()
  expect(await problem('asOf=2026-13')).toMatchObject({
    type: '/problems/malformed-request',
    faults: [{ path: 'query.asOf', reason: 'not a month such as 2026-03' }],
  })
  expect(await problem('asOf=2999-01')).toMatchObject({
    type: '/problems/time-not-come',
    faults: [{ path: 'query.asOf', reason: 'in the future' }],
  })
})

it('keeps the three nothings apart, and writes down who read', async () => {
  const early = await knownLink(door.db, { employments_applied_at: null, status: 'collecting' })
  const empty = await knownLink(door.db)
  const withdrawn = await knownLink(door.db, { ground: 'withdrawn' })
  expect(await income('', early)).toMatchObject({ availability: 'not_yet', mean: null, jobs: [] })
  expect(await income('', empty)).toMatchObject({ availability: 'none_reported', mean: null })
  const refused = await door.ask('read', `/v1/links/${withdrawn}/income`)
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { type: '/problems/no-longer-permitted' },
  ])
  const traces = await door.db
    .selectFrom('access')
    .select(['api_key', 'route'])
    .where('link_id', 'in', [empty, withdrawn])
    .execute()
  expect(traces).toEqual([{ api_key: 'the read key', route: '/v1/links/{id}/income' }])
})
