import type { CalendarDate, Month } from './calendar.ts'
import { monthAfter, monthOf, monthsFrom } from './calendar.ts'
import type { Salary } from './employment.ts'
import type { LinkFact } from './link-fact.ts'
import { isPay, isWork, lastMonthDue } from './work.ts'

/** A job that goes on, as far as its pay is concerned. */
export interface OpenJob {
  /** Our id of the employment. */
  readonly id: string
  readonly startDate: CalendarDate
  /** The day on which Belvo last asked INSS about it. */
  readonly seenOn: CalendarDate
  /** Of each kind of salary the last month that has one. */
  readonly lastSalaries: readonly Pick<Salary, 'type' | 'currency' | 'month'>[]
}

const cyclesMax = 2

/**
 * The facts that begin or end an episode of silence: open jobs whose pay was not reported for two
 * months in which it was due. `overdue` holds the employments of which that is written down already.
 */
export function decideOverdueSalaries(
  jobs: readonly OpenJob[],
  overdue: readonly string[],
): LinkFact[] {
  const silent = new Map(
    jobs.map((job) => [job.id, monthsSilent(job)] as const).filter(([, of]) => of >= cyclesMax),
  )
  const begun = [...silent].filter(([employment]) => !overdue.includes(employment))
  const ended = overdue.filter((employment) => !silent.has(employment))
  const isOpen = (employment: string) => jobs.some(({ id }) => id === employment)
  return [
    ...begun.map(([employment, months]): LinkFact => {
      return { kind: 'SalaryOverdue', detail: { employment, months } }
    }),
    ...ended.map((employment): LinkFact => {
      const because = isOpen(employment) ? 'salary_reported' : 'employment_not_open'
      return { kind: 'SalaryNoLongerOverdue', detail: { employment, because } }
    }),
  ]
}

/** How many months in a row, up to the last one that is due, have no pay. */
function monthsSilent({ startDate, seenOn, lastSalaries }: OpenJob): number {
  if (!isWork({ salaries: lastSalaries })) return 0
  const beforeStart = monthAfter(monthOf(startDate), -1)
  const paid = lastSalaries.filter(isPay).map(({ month }) => month)
  const lastPaid = paid.reduce<Month>((a, b) => (a > b ? a : b), beforeStart)
  return Math.max(0, monthsFrom(lastPaid, lastMonthDue(seenOn)))
}
