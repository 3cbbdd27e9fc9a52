import { expect, it } from 'vitest'
import type { CalendarDate } from './calendar.ts'
import { tenureOf } from './tenure.ts'
import { job } from './testing/job.ts'

const seenOn = '2026-11-20' as CalendarDate
const tenure = (...dates: [string, string?]) => tenureOf(job('any', dates), seenOn)

it('goes up to the end of a job', () => {
  expect(tenure('2024-01-01', '2024-12-31')).toEqual({
    from: '2024-01-01',
    to: '2024-12-31',
    days: 366,
    months: 12,
    isOngoing: false,
  })
})

it('of a job that goes on ends with the day on which Belvo last saw it', () => {
  expect(tenure('2026-01-21')).toMatchObject({ to: seenOn, months: 10, isOngoing: true })
  expect(tenure('2026-01-22')).toMatchObject({ to: seenOn, months: 9, isOngoing: true })
})

it('takes an end that is announced for a job that goes on', () => {
  expect(tenure('2026-01-21', '2026-12-31')).toMatchObject({ to: seenOn, isOngoing: true })
})

it('counts whole months over the short and the long ones, and a single day as one', () => {
  expect(tenure('2026-01-31', '2026-02-28')).toMatchObject({ days: 29, months: 1 })
  expect(tenure('2026-01-30', '2026-02-27')).toMatchObject({ days: 29, months: 0 })
  expect(tenure('2026-05-04', '2026-05-04')).toMatchObject({ days: 1, months: 0 })
})

it('is a day, and not less than none, where a job begins after it was last seen', () => {
  expect(tenure('2026-12-01')).toMatchObject({ from: '2026-12-01', to: '2026-12-01', days: 1 })
})
