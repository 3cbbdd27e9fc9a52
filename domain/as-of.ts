import type { CalendarDate, Month } from './calendar.ts'
import { lastDayOf } from './calendar.ts'
import type { Employment } from './employment.ts'

/**
 * What was true at the end of `month`: jobs and occupations that had begun by its last day, an end
 * only where it had come by then, salaries up to that month. Employer and type have no date of
 * their own at INSS: they stand as they are known. Without a month, all that is known.
 */
export function trueAsOf<E extends Employment>(
  month: Month | undefined,
  employments: readonly E[],
): readonly E[] {
  if (month === undefined) return employments
  const day = lastDayOf(month)
  return employments
    .filter(({ startDate }) => startDate <= day)
    .map((employment) => ({
      ...employment,
      endDate: endBy(day, employment.endDate),
      occupations: employment.occupations
        .filter(({ startDate }) => startDate === null || startDate <= day)
        .map((occupation) => ({ ...occupation, endDate: endBy(day, occupation.endDate) })),
      salaries: employment.salaries.filter((salary) => salary.month <= month),
    }))
}

function endBy(day: CalendarDate, endDate: CalendarDate | null): CalendarDate | null {
  return endDate !== null && endDate <= day ? endDate : null
}
