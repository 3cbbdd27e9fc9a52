import { dayOfMonth, daysAfter, monthOf, monthsFrom } from './calendar.ts'
import { contributionOn, minimumWage } from './inss.ts'
import { centavosOf, reaisOf } from './money.ts'
import type { SalaryRecord } from './record.ts'
import type { Job } from './script.ts'

/**
 * What a job pays in one month: the month's pay, by days worked, then its share of the thirteenth,
 * if any.
 *
 * The thirteenth (Lei 4.090/1962, Lei 4.749/1965) is a twelfth of the pay for each month with
 * fifteen days of work, one half as an advance in November and the rest in December, or all of it
 * in the month in which the job ends. INSS takes its contribution on the whole of it once, from
 * the last part (Decreto 3.048/1999, art. 214 § 6).
 */
export function paymentsOf(
  job: Job,
  month: string,
): [pay: SalaryRecord, ...thirteenth: SalaryRecord[]] {
  const type = job.pays ?? 'REGULAR'
  const base = Math.round((monthlyPay(job, month) * daysWorked(job, month)) / DAYS_OF_A_MONTH)
  const pay = salary(type, month, base, retained(type, base, month))
  const thirteenth = type === 'VOLUNTARY' ? undefined : thirteenthOf(job, month)
  return thirteenth ? [pay, thirteenth] : [pay]
}

/** The months a job pays, of those from `first` to `last`. */
export function monthsPaid(job: Job, first: string, last: string): string[] {
  const start = monthOf(job.steps[0].on)
  const end = lastDay(job)
  return monthsFrom(start > first ? start : first, end && monthOf(end) < last ? monthOf(end) : last)
}

/** The last day at work, `undefined` while there is none. */
export function lastDay(job: Job): string | undefined {
  return job.steps.reduce<string | undefined>((day, step) => {
    if (step.kind === 'left') return step.on
    return step.kind === 'takenBack' ? undefined : day
  }, undefined)
}

function thirteenthOf(job: Job, month: string): SalaryRecord | undefined {
  const year = month.slice(0, 4)
  const [november, december] = [`${year}-11`, `${year}-12`]
  const end = lastDay(job)
  const lastPaid = end?.startsWith(year) ? monthOf(end) : december
  if (month !== november && month !== lastPaid) return undefined
  const advance = lastPaid === december ? Math.round(accrued(job, november, lastPaid) / 2) : 0
  if (month !== lastPaid) return advance > 0 ? salary('THIRTEENTH', month, advance, 0) : undefined
  const whole = accrued(job, month, lastPaid)
  if (whole === 0) return undefined
  const contribution = retained(job.pays ?? 'REGULAR', whole, month)
  return salary('THIRTEENTH', month, whole - advance, contribution)
}

/** The thirteenth for the year up to `lastPaid`, at the pay of `month`; nothing before the job. */
function accrued(job: Job, month: string, lastPaid: string): number {
  if (month < monthOf(job.steps[0].on)) return 0
  const twelfths = monthsFrom(`${month.slice(0, 4)}-01`, lastPaid).filter(
    (month) => daysWorked(job, month) >= 15,
  ).length
  return Math.round((monthlyPay(job, month) * twelfths) / 12)
}

function daysWorked(job: Job, month: string): number {
  const start = job.steps[0].on
  const end = lastDay(job)
  if (month < monthOf(start) || (end && month > monthOf(end))) return 0
  const from = month === monthOf(start) ? dayOfMonth(start) : 1
  const endsHere = end && month === monthOf(end) && monthOf(daysAfter(end, 1)) === month
  const to = endsHere ? dayOfMonth(end) : DAYS_OF_A_MONTH
  return Math.max(0, to - Math.min(from, DAYS_OF_A_MONTH) + 1)
}

function monthlyPay(job: Job, month: string): number {
  const agreed = job.steps.findLast((step) => 'pay' in step && monthOf(step.on) <= month)
  const pay = agreed && 'pay' in agreed ? centavosOf(agreed.pay) : 0
  return Math.max(pay, minimumWage(month))
}

/**
 * Employees by `contributionOn`; whoever contributes by choice pays 20 % (Lei 8.212/1991, art. 21);
 * a pensioner of the general scheme pays nothing.
 */
function retained(type: 'REGULAR' | 'VOLUNTARY' | 'RETIREMENT', pay: number, month: string) {
  if (type === 'RETIREMENT') return 0
  return type === 'VOLUNTARY' ? Math.round(pay * 0.2) : contributionOn(pay, month)
}

const DAYS_OF_A_MONTH = 30

function salary(type: string, month: string, base: number, retained: number): SalaryRecord {
  return {
    base_amount: reaisOf(base),
    retained_amount: reaisOf(retained),
    type,
    month,
    currency: 'BRL',
  }
}
