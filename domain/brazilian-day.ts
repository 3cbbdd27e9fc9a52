import type { CalendarDate } from './calendar.ts'

const behindUtcMs = 3 * 3_600_000

/**
 * The day at an instant in Brasília, by whose calendar INSS keeps its records: three hours behind
 * UTC all year, since the Decreto 9.772 of 2019 ended summer time.
 */
export function brazilianDay(at: Date): CalendarDate {
  return new Date(at.getTime() - behindUtcMs).toISOString().slice(0, 10) as CalendarDate
}
