import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CalendarDate } from './calendar.ts'
import { dayAfter, daysFrom } from './calendar.ts'
import { daysWithoutWork } from './gaps.ts'
import { job } from './testing/job.ts'

const year = { from: '2025-11-01' as CalendarDate, to: '2026-10-31' as CalendarDate }
const gapsOf = (...spans: [string, string?][]) =>
  daysWithoutWork(
    spans.map((span) => job('any', span)),
    year,
  ).map(({ from, to, days }) => `${from} ${to} ${days}`)

it('are the days between two jobs, none where the next follows at once', () => {
  expect(gapsOf(['2020-01-01', '2026-02-10'], ['2026-03-01'])).toEqual(['2026-02-11 2026-02-28 18'])
  expect(gapsOf(['2020-01-01', '2026-02-28'], ['2026-03-01'])).toEqual([])
})

it('are closed by any other job that goes on meanwhile', () => {
  expect(gapsOf(['2026-01-05', '2026-01-31'], ['2020-01-01'], ['2026-06-01'])).toEqual([])
})

it('run to the last of the days asked about', () => {
  expect(gapsOf(['2020-01-01', '2026-10-21'])).toEqual(['2026-10-22 2026-10-31 10'])
})

it('reach back to the first of them, and never before the first job ever', () => {
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
      const { from, to } = year
      const began = jobs.map(({ startDate }) => startDate).sort()[0]
      const days = Array.from({ length: daysFrom(from, to) + 1 }, (_, at) => dayAfter(from, at))
      const uncovered = days.filter(
        (day) =>
          began !== undefined &&
          began < day &&
          !jobs.some(({ startDate, endDate }) => startDate <= day && day <= (endDate ?? day)),
      )
      const told = daysWithoutWork(jobs, year).flatMap((gap) =>
        Array.from({ length: gap.days }, (_, at) => dayAfter(gap.from, at)),
      )
      expect(told).toEqual(uncovered)
    }),
  )
})
