declare const brand: unique symbol

/** A day of the calendar, `2026-11-23`: it has no time and no time zone. */
export type CalendarDate = string & { readonly [brand]: 'CalendarDate' }

/** A month of the calendar, `2026-11`. */
export type Month = string & { readonly [brand]: 'Month' }

const dayMs = 86_400_000

/** The day in `text`; undefined when it is none, the 30th of February and the year 0 included. */
export function parseCalendarDate(text: string): CalendarDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return undefined
  const day = new Date(`${text}T00:00:00Z`)
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
  return exists ? (text as CalendarDate) : undefined
}

export function parseMonth(text: string): Month | undefined {
  return parseCalendarDate(`${text}-01`) && (text as Month)
}

/** The day `days` after this one; before it, when negative. */
export function dayAfter(day: CalendarDate, days = 1): CalendarDate {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10) as CalendarDate
}

/** How many days lie from one day to another: 0 to itself, 1 to the next. */
export function daysFrom(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs
}

export function monthOf(day: CalendarDate): Month {
  return day.slice(0, 7) as Month
}

/** How PostgreSQL holds a month, which has no type of its own there. */
export function firstDayOf(month: Month): CalendarDate {
  return `${month}-01` as CalendarDate
}

export function lastDayOf(month: Month): CalendarDate {
  return dayAfter(firstDayOf(monthAfter(month)), -1)
}

/** The month `months` after this one; before it, when negative. */
export function monthAfter(month: Month, months = 1): Month {
  const count = ordinalOf(month) + months
  const year = `${Math.floor(count / 12)}`.padStart(4, '0')
  return `${year}-${`${(count % 12) + 1}`.padStart(2, '0')}` as Month
}

/** How many months lie from one month to another: 0 to itself, 1 to the next. */
export function monthsFrom(from: Month, to: Month): number {
  return ordinalOf(to) - ordinalOf(from)
}

/** Every month from `first` to `last`, both included; none when `last` comes first. */
export function monthsThrough(first: Month, last: Month): Month[] {
  const months = Math.max(0, monthsFrom(first, last) + 1)
  return Array.from({ length: months }, (_, at) => monthAfter(first, at))
}

function ordinalOf(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
}
