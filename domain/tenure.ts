import type { CalendarDate } from './calendar.ts'
import { dayAfter, daysFrom } from './calendar.ts'
import type { Employment } from './employment.ts'

/** How long a job lasted, or has lasted so far; its first and last day both count. */
export interface Tenure {
  readonly from: CalendarDate
  readonly to: CalendarDate
  readonly days: number
  /** Whole months, from a day to the day before the same one of a later month. */
  readonly months: number
  readonly isOngoing: boolean
}

/** A job's tenure up to its end, or up to the last day of which anything is known. */
export function tenureOf(
  { startDate, endDate }: Pick<Employment, 'startDate' | 'endDate'>,
  until: CalendarDate,
): Tenure {
  const isOngoing = endDate === null || endDate > until
  const last = isOngoing ? until : endDate
  const to = last < startDate ? startDate : last
  return {
    from: startDate,
    to,
    days: daysFrom(startDate, to) + 1,
    months: wholeMonths(startDate, dayAfter(to)),
    isOngoing,
  }
}

function wholeMonths(from: CalendarDate, to: CalendarDate): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number)
  const [year = 0, month = 0, day = 0] = to.split('-').map(Number)
  return (year - fromYear) * 12 + month - fromMonth - (day < fromDay ? 1 : 0)
}
