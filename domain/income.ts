import type { Apart } from './apart.ts'
import { paidApart } from './apart.ts'
import { meanOf, medianOf } from './average.ts'
import type { CalendarDate, Month } from './calendar.ts'
import type { Employer } from './employment.ts'
import type { Gap } from './gaps.ts'
import { daysWithoutWork } from './gaps.ts'
import type { Inquiry } from './inquiry.ts'
import { daysOf } from './inquiry.ts'
import type { Amount } from './money.ts'
import { sumOf } from './money.ts'
import type { Tenure } from './tenure.ts'
import { tenureOf } from './tenure.ts'
import type { Job, PayState } from './work.ts'
import { isPay, isWork, monthsWithoutPay, payState } from './work.ts'

/** What a person's work brought in some months, in BRL; what is no month's pay stands apart. */
export interface Income {
  readonly months: readonly MonthOfIncome[]
  readonly jobs: readonly JobIncome[]
  /**
   * Of the totals of the months that are reported; the others are left out, never zero. Rounded to
   * centavos, halves away from zero.
   */
  readonly mean: Amount | null
  readonly median: Amount | null
  /** Days in a row outside all work. */
  readonly daysWithoutWork: readonly Gap[]
  readonly apart: readonly Apart[]
}

export interface MonthOfIncome {
  readonly month: Month
  /** `partial`: some jobs are reported and others are not. */
  readonly state: 'reported' | 'partial' | 'missing' | 'excused' | 'no_work'
  /** The pay of all jobs; null where none is reported. */
  readonly total: Amount | null
  readonly pays: readonly Pay[]
  /** The jobs whose pay is due and not reported. */
  readonly missing: readonly string[]
}

/** What one job paid for one month. */
export interface Pay {
  readonly employment: string
  readonly amount: Amount
  /** More than one where an employer reported a month in parts, or twice. */
  readonly records: number
  /** How many of them have no type. */
  readonly untyped: number
}

export interface JobIncome {
  readonly employment: string
  readonly employer: Employer
  readonly startDate: CalendarDate
  readonly endDate: CalendarDate | null
  readonly tenure: Tenure
  readonly monthsReported: number
  /** In which it went on and no pay is reported, though it is due. */
  readonly monthsMissing: readonly Month[]
  readonly mean: Amount | null
  readonly median: Amount | null
}

/** `employments` are those that INSS reports, work or not. */
export function incomeOf(employments: readonly Job[], inquiry: Inquiry): Income {
  const { months, seenOn } = inquiry
  const work = employments.filter(isWork)
  const ofMonths = months.map((month) => monthOfIncome(work, month, seenOn))
  const totals = ofMonths.map(({ total }) => total).filter((total) => total !== null)
  return {
    months: ofMonths,
    jobs: work
      .filter((job) => months.some((month) => payState(job, month, seenOn) !== 'not_working'))
      .map((job) => jobIncome(job, ofMonths, inquiry)),
    mean: meanOf(totals),
    median: medianOf(totals),
    daysWithoutWork: daysWithoutWork(work, daysOf(inquiry)),
    apart: paidApart(employments, months),
  }
}

function monthOfIncome(work: readonly Job[], month: Month, seenOn: CalendarDate): MonthOfIncome {
  const states = work.map((job) => ({ job, state: payState(job, month, seenOn) }))
  const inState = (wanted: PayState) =>
    states.filter(({ state }) => state === wanted).map(({ job }) => job)
  const pays = inState('reported').map((job) => payOf(job, month))
  const missing = inState('missing').map(({ id }) => id)
  return {
    month,
    state: stateOf(pays.length, missing.length, inState('excused').length),
    total: pays.length > 0 ? sumOf(pays.map(({ amount }) => amount)) : null,
    pays,
    missing,
  }
}

function stateOf(reported: number, missing: number, excused: number): MonthOfIncome['state'] {
  if (reported > 0) return missing + excused > 0 ? 'partial' : 'reported'
  if (missing > 0) return 'missing'
  return excused > 0 ? 'excused' : 'no_work'
}

function payOf(job: Job, month: Month): Pay {
  const records = job.salaries.filter((salary) => salary.month === month && isPay(salary))
  return {
    employment: job.id,
    amount: sumOf(records.map(({ baseAmount }) => baseAmount)),
    records: records.length,
    untyped: records.filter(({ type }) => type === null).length,
  }
}

function jobIncome(
  job: Job,
  ofMonths: readonly MonthOfIncome[],
  { months, seenOn, until }: Inquiry,
): JobIncome {
  const amounts = ofMonths
    .flatMap(({ pays }) => pays)
    .filter(({ employment }) => employment === job.id)
    .map(({ amount }) => amount)
  return {
    employment: job.id,
    employer: job.employer,
    startDate: job.startDate,
    endDate: job.endDate,
    tenure: tenureOf(job, until),
    monthsReported: amounts.length,
    monthsMissing: monthsWithoutPay(job, months, seenOn),
    mean: meanOf(amounts),
    median: medianOf(amounts),
  }
}
