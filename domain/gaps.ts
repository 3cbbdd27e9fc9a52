import type { CalendarDate, Month } from './calendar.ts'
import { dayAfter, daysFrom, firstDayOf, lastDayOf } from './calendar.ts'
import type { Employment } from './employment.ts'
import type { Job } from './work.ts'
import { payState } from './work.ts'

/** Days in a row; the first and the last are of it. */
export interface Period {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

export interface Gap extends Period {
  readonly days: number
}

/** The days of these months, as far as Belvo has seen them. */
export function periodOf(months: readonly Month[], seenOn: CalendarDate): Period {
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) throw new Error('no_months')
  const end = lastDayOf(last)
  return { from: firstDayOf(first), to: end < seenOn ? end : seenOn }
}

/**
 * The days of a period outside all work, the oldest first. Those before the first job that is known
 * are none: there the history is shorter, not interrupted.
 */
export function daysWithoutWork(
  work: readonly Pick<Employment, 'startDate' | 'endDate'>[],
  period: Period,
): Gap[] {
  const inOrder = work.toSorted((a, b) => (a.startDate < b.startDate ? -1 : 1))
  const gaps: Gap[] = []
  let open = latest(period.from, inOrder[0]?.startDate ?? dayAfter(period.to))
  for (const { startDate, endDate } of inOrder) {
    if (startDate > period.to) break
    if (startDate > open) gaps.push(gap(open, dayAfter(startDate, -1)))
    open = latest(open, dayAfter(endDate ?? period.to))
  }
  return open > period.to ? gaps : [...gaps, gap(open, period.to)]
}

/** The months, of those given, in which a job went on and no pay is reported, though it is due. */
export function monthsWithoutPay(
  job: Job,
  months: readonly Month[],
  seenOn: CalendarDate,
): Month[] {
  return months.filter((month) => payState(job, month, seenOn) === 'missing')
}

function gap(from: CalendarDate, to: CalendarDate): Gap {
  return { from, to, days: daysFrom(from, to) + 1 }
}

function latest(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b
}
