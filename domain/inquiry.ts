import type { CalendarDate, Month } from './calendar.ts'
import { firstDayOf, lastDayOf, monthAfter, monthOf, monthsThrough } from './calendar.ts'

/** The months of a person's work that are asked about, as far as Belvo has seen them. */
export interface Inquiry {
  /** In order, none left out. */
  readonly months: readonly Month[]
  /** The day on which Belvo last asked INSS: nothing is known of what came after. */
  readonly seenOn: CalendarDate
  /** The last day that counts: `seenOn`, or the end of an earlier month that was asked for. */
  readonly until: CalendarDate
}

/** So many months up to `asOf`; where no month is named, up to the last one that was over when seen. */
export function inquiryInto(
  monthCount: number,
  { asOf, seenOn }: { readonly asOf: Month | undefined; readonly seenOn: CalendarDate },
): Inquiry {
  const last = asOf ?? monthAfter(monthOf(seenOn), -1)
  const months = monthsThrough(monthAfter(last, 1 - monthCount), last)
  return { months, seenOn, until: asOf ? earlier(lastDayOf(asOf), seenOn) : seenOn }
}

/** The days of the months asked about, from the first to the last of them that Belvo has seen. */
export function daysOf({ months, until }: Inquiry): { from: CalendarDate; to: CalendarDate } {
  const [first, last] = [months[0], months.at(-1)]
  if (!first || !last) throw new Error('no_months')
  return { from: firstDayOf(first), to: earlier(lastDayOf(last), until) }
}

function earlier(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b
}
