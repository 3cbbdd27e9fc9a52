declare const brand: unique symbol

/** A day of the calendar, `2026-11-23`: it has no time and no time zone. */
export type CalendarDate = string & { readonly [brand]: 'CalendarDate' }

/** A month of the calendar, `2026-11`. */
export type Month = string & { readonly [brand]: 'Month' }

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

/** How PostgreSQL holds a month, which has no type of its own there. */
export function firstDayOf(month: Month): CalendarDate {
  return `${month}-01` as CalendarDate
}
