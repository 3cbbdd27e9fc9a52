import type { CalendarDate } from './calendar.ts'
import { dayAfter, daysFrom } from './calendar.ts'
import type { Employment } from './employment.ts'

/** Days in a row; the first and the last are of it. */
export interface Gap {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly days: number
}

/**
 * The days of a period outside all work, the oldest first. Those before the first job that is known
 * are none: there the history is shorter, not interrupted.
 */
export function daysWithoutWork(
  work: readonly Pick<Employment, 'startDate' | 'endDate'>[],
  period: Pick<Gap, 'from' | 'to'>,
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

function gap(from: CalendarDate, to: CalendarDate): Gap {
  return { from, to, days: daysFrom(from, to) + 1 }
}

function latest(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b
}
