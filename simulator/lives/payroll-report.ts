import { dayIn, daysAfter, monthAfter } from './calendar.ts'
import { between, diceOf } from './dice.ts'
import { contributionOn } from './inss.ts'
import type { LifeEvent } from './life.ts'
import { centavosOf, reaisOf } from './money.ts'
import { paymentsOf } from './payroll.ts'
import type { SalaryRecord } from './record.ts'
import type { Job } from './script.ts'

/**
 * What the employer reports of one month's payroll, on its day of the month after, and what it
 * makes of that two weeks later if that is its habit. The thirteenth is always reported plainly.
 */
export function reportsOf(job: Job, month: string, employmentId: string): LifeEvent[] {
  const at = dayIn(monthAfter(month), job.employer.reportsOn)
  const later = () => daysAfter(at, DAYS_TO_CORRECT)
  const about = { employmentId, month }
  const reported = (salary: SalaryRecord): LifeEvent => {
    return { at, kind: 'SalaryReported', ...about, salary }
  }
  const [pay, ...thirteenth] = paymentsOf(job, month)
  const rest = thirteenth.map(reported)
  switch (job.habit) {
    case undefined:
    case 'plain':
      return [reported(pay), ...rest]
    case 'corrects':
      return [
        reported(pay),
        ...rest,
        {
          at: later(),
          kind: 'SalaryRestated',
          ...about,
          from: pay,
          to: withCommission(pay, about),
        },
      ]
    case 'classifiesLate': {
      const untold = { ...pay, type: null }
      return [
        reported(untold),
        ...rest,
        { at: later(), kind: 'SalaryReclassified', ...about, from: untold, to: pay },
      ]
    }
    case 'repeats':
      return [
        reported(pay),
        reported(pay),
        ...rest,
        { at: later(), kind: 'SalaryWithdrawn', ...about, salary: pay },
      ]
    case 'untyped':
      return paymentsOf(job, month).map(withoutType).map(reported)
    default:
      return job.habit satisfies never
  }
}

const DAYS_TO_CORRECT = 14

function withoutType({ type: _, ...salary }: SalaryRecord): SalaryRecord {
  return salary
}

/** Five to thirty per cent more, as for someone who lives on sales. */
function withCommission(
  pay: SalaryRecord,
  about: { employmentId: string; month: string },
): SalaryRecord {
  const dice = diceOf(`${about.employmentId}/${about.month}/commission`)
  const base = Math.round((centavosOf(pay.base_amount) * between(dice, 1050, 1300)) / 1000)
  return {
    ...pay,
    base_amount: reaisOf(base),
    retained_amount: reaisOf(contributionOn(base, about.month)),
  }
}
