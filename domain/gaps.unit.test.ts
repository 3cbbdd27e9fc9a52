import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CalendarDate, Month } from './calendar.ts'
import { dayAfter, daysFrom, monthsThrough } from './calendar.ts'
import { daysWithoutWork, monthsWithoutPay, periodOf } from './gaps.ts'
import { job, paid } from './testing/job.ts'

const seenOn = '2026-11-20' as CalendarDate
const year = monthsThrough('2025-11' as Month, '2026-10' as Month)
const gapsOf = (...spans: [string, string?][]) =>
  daysWithoutWork(
    spans.map((span) => job('any', span)),
    periodOf(year, seenOn),
  ).map(({ from, to, days }) => `${from} ${to} ${days}`)

it('are the days between two jobs, none where the next follows at once', () => {
  expect(gapsOf(['2020-01-01', '2026-02-10'], ['2026-03-01'])).toEqual(['2026-02-11 2026-02-28 18'])
  expect(gapsOf(['2020-01-01', '2026-02-28'], ['2026-03-01'])).toEqual([])
})

it('are closed by any other job that goes on meanwhile', () => {
  expect(gapsOf(['2026-01-05', '2026-01-31'], ['2020-01-01'], ['2026-06-01'])).toEqual([])
})

it('run to the end of the months, or to the day that Belvo has seen', () => {
  expect(gapsOf(['2020-01-01', '2026-10-21'])).toEqual(['2026-10-22 2026-10-31 10'])
  const asked = periodOf(monthsThrough('2026-11' as Month, '2026-12' as Month), seenOn)
  expect(daysWithoutWork([job('any', ['2020-01-01', '2026-11-18'])], asked)).toMatchObject([
    { to: seenOn, days: 2 },
  ])
})

it('reach back to the beginning of the months, and never before the first job ever', () => {
  expect(gapsOf(['2020-01-01', '2020-12-31'], ['2026-01-01'])).toEqual(['2025-11-01 2025-12-31 61'])
  expect(gapsOf(['2026-01-01'])).toEqual([])
  expect(gapsOf()).toEqual([])
})

it('hold every day that no job covers and no other, whatever the jobs', () => {
  const first = '2025-10-15' as CalendarDate
  const span = fc.tuple(fc.nat(420), fc.option(fc.nat(90)))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), (spans) => {
      const jobs = spans.map(([start, length]) => {
        const startDate = dayAfter(first, start)
        return { startDate, endDate: length === null ? null : dayAfter(startDate, length) }
      })
      const { from, to } = periodOf(year, seenOn)
      const began = jobs.map(({ startDate }) => startDate).sort()[0]
      const days = Array.from({ length: daysFrom(from, to) + 1 }, (_, at) => dayAfter(from, at))
      const uncovered = days.filter(
        (day) =>
          began !== undefined &&
          began < day &&
          !jobs.some(({ startDate, endDate }) => startDate <= day && day <= (endDate ?? day)),
      )
      const told = daysWithoutWork(jobs, { from, to }).flatMap((gap) =>
        Array.from({ length: gap.days }, (_, at) => dayAfter(gap.from, at)),
      )
      expect(told).toEqual(uncovered)
    }),
  )
})

it('are the months of a job for which no pay is reported, the last two excused', () => {
  const pays = [paid('2026-05', '2000.00'), paid('2026-06', '900.00', { type: 'THIRTEENTH' })]
  const months = monthsThrough('2026-03' as Month, '2026-12' as Month)
  expect(monthsWithoutPay(job('open', ['2026-04-30'], ...pays), months, seenOn)).toEqual([
    '2026-04',
    '2026-06',
    '2026-07',
    '2026-08',
    '2026-09',
  ])
  expect(
    monthsWithoutPay(job('ended', ['2026-05-01', '2026-06-01'], ...pays), months, seenOn),
  ).toEqual(['2026-06'])
})
