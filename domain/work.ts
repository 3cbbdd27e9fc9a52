import type { CalendarDate, Month } from './calendar.ts'
import { monthAfter, monthOf } from './calendar.ts'
import type { Employment, Salary } from './employment.ts'

/** An employment under our own id. */
export interface Job extends Employment {
  readonly id: string
}

/**
 * Whether a salary is a month's pay: REGULAR, or of no type, as Belvo's older records have none.
 * What is in another currency than INSS's stands apart, as it cannot be summed with the rest.
 */
export function isPay({ type, currency }: Pick<Salary, 'type' | 'currency'>): boolean {
  return (type === null || type === 'REGULAR') && currency === 'BRL'
}

/**
 * Whether an employment is work. INSS books pensions and contributions by choice as employments
 * too; they bring RETIREMENT or VOLUNTARY and never a month's pay.
 */
export function isWork({
  salaries,
}: {
  readonly salaries: readonly Pick<Salary, 'type' | 'currency'>[]
}): boolean {
  return (
    salaries.some(isPay) ||
    !salaries.some(({ type }) => type === 'RETIREMENT' || type === 'VOLUNTARY')
  )
}

/** `excused`: not reported and not missing, as the payroll of a month is reported in the next. */
export type PayState = 'reported' | 'missing' | 'excused' | 'not_working'

/**
 * How a job stands in one month. The last two months up to `seenOn`, the day on which Belvo last
 * asked INSS, are excused: the employer has until the middle of the next month to report (eSocial).
 */
export function payState(job: Employment, month: Month, seenOn: CalendarDate): PayState {
  if (job.salaries.some((salary) => salary.month === month && isPay(salary))) return 'reported'
  const isBefore = month < monthOf(job.startDate)
  const isAfter = job.endDate !== null && month > monthOf(job.endDate)
  if (isBefore || isAfter) return 'not_working'
  return month <= lastMonthDue(seenOn) ? 'missing' : 'excused'
}

/** The last month whose pay is due on `seenOn`. */
export function lastMonthDue(seenOn: CalendarDate): Month {
  return monthAfter(monthOf(seenOn), -2)
}

/** The months, of those given, in which a job went on and no pay is reported, though it is due. */
export function monthsWithoutPay(
  job: Job,
  months: readonly Month[],
  seenOn: CalendarDate,
): Month[] {
  return months.filter((month) => payState(job, month, seenOn) === 'missing')
}
