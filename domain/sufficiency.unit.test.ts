import { expect, it } from 'vitest'
import type { CalendarDate, Month } from './calendar.ts'
import { monthsThrough } from './calendar.ts'
import type { Thresholds } from './sufficiency.ts'
import { judgeSufficiency } from './sufficiency.ts'
import { job, paid } from './testing/job.ts'

const months = monthsThrough('2026-05' as Month, '2026-10' as Month)
const seenOn = '2026-11-20' as CalendarDate
const asked: Thresholds = {
  ageDaysMax: 30,
  reportedMonthsMin: 6,
  tenureMonthsMin: 12,
  gapDaysMax: 0,
  missingMonthsMax: 0,
}
const steady = job('bakery', ['2025-11-21'], ...months.map((month) => paid(month, '2410.50')))
const judged = (over: object, thresholds: Partial<Thresholds> = {}) =>
  judgeSufficiency(
    { employments: [steady], inquiry: { months, seenOn, until: seenOn }, ageDays: 30, ...over },
    { ...asked, ...thresholds },
  )

it('is given at the very thresholds', () => {
  expect(judged({})).toEqual({ freshEnough: true, longEnough: true, gapFree: true, shortfalls: [] })
})

it('is refused with each threshold that was missed, what was asked and what was found', () => {
  const waiter = job('hotel', ['2024-01-01', '2026-07-31'], paid('2026-05', '1900.00'))
  expect(judged({ employments: [waiter], ageDays: 31 })).toEqual({
    freshEnough: false,
    longEnough: false,
    gapFree: false,
    shortfalls: [
      { threshold: 'ageDaysMax', asked: 30, found: 31 },
      { threshold: 'reportedMonthsMin', asked: 6, found: 1 },
      { threshold: 'tenureMonthsMin', asked: 12, found: 0 },
      { threshold: 'gapDaysMax', asked: 0, found: 92 },
      { threshold: 'missingMonthsMax', asked: 0, found: 2 },
    ],
  })
})

it('takes the longest of the jobs that go on', () => {
  const both = [job('new', ['2026-10-01']), steady]
  expect(judged({ employments: both }, { tenureMonthsMin: 13 }).shortfalls).toEqual([
    { threshold: 'tenureMonthsMin', asked: 13, found: 12 },
  ])
})

it('does not take a pension for a job', () => {
  const pension = job('inss', ['2010-01-01'], paid('2026-10', '3421.77', { type: 'RETIREMENT' }))
  expect(judged({ employments: [pension] }).shortfalls.map(({ threshold }) => threshold)).toEqual([
    'reportedMonthsMin',
    'tenureMonthsMin',
  ])
})
