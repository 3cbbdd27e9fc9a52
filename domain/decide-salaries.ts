import { firstDayOf } from './calendar.ts'
import type { Salary } from './employment.ts'
import type { EmploymentFact } from './fact.ts'
import { compareAmounts } from './money.ts'
import { pairUp } from './pair-up.ts'

type Numbered = readonly [id: number, salary: Salary]

/**
 * What one employment's salaries add to those known: month by month, equal ones first, then those
 * of one type in order of amount, and last what one side has no type for, as Belvo's older records
 * have none and may get theirs later.
 */
export function decideSalaries(
  subject: string,
  known: ReadonlyMap<number, Salary>,
  reported: readonly Salary[],
  nextId: () => number,
): EmploymentFact[] {
  const knownByMonth = Map.groupBy(known, ([, { month }]) => month)
  const reportedByMonth = Map.groupBy(reported, ({ month }) => month)
  const months = new Set([...knownByMonth.keys(), ...reportedByMonth.keys()])
  return [...months].sort().flatMap((month): EmploymentFact[] => {
    const about = { subject, effective: firstDayOf(month) }
    const before = (knownByMonth.get(month) ?? []).toSorted(([, a], [, b]) => compare(a, b))
    const now = (reportedByMonth.get(month) ?? []).toSorted(compare)
    const { pairs, withdrawn, reported } = pairUp(before, now, rules)
    return [
      ...pairs.flatMap(([held, to]) => changes(about, held, to)),
      ...reported.map((salary): EmploymentFact => {
        return { kind: 'SalaryReported', ...about, data: { id: nextId(), salary } }
      }),
      ...withdrawn.map(([id, salary]): EmploymentFact => {
        return { kind: 'SalaryWithdrawn', ...about, data: { id, salary } }
      }),
    ]
  })
}

const rules = [
  ([, a]: Numbered, b: Salary) => a.type === b.type && sameAmounts(a, b),
  ([, a]: Numbered, b: Salary) => a.type === b.type,
  ([, a]: Numbered, b: Salary) => oneIsUntyped(a, b) && sameAmounts(a, b),
  ([, a]: Numbered, b: Salary) => oneIsUntyped(a, b),
]

function oneIsUntyped(a: Salary, b: Salary): boolean {
  return a.type === null || b.type === null
}

function sameAmounts(a: Salary, b: Salary): boolean {
  return (
    a.baseAmount === b.baseAmount &&
    a.inssRetainedAmount === b.inssRetainedAmount &&
    a.currency === b.currency
  )
}

function changes(
  about: Pick<EmploymentFact, 'subject' | 'effective'>,
  [id, from]: Numbered,
  to: Salary,
): EmploymentFact[] {
  const typed = { ...from, type: to.type }
  const facts: EmploymentFact[] = []
  if (from.type !== to.type) {
    facts.push({ kind: 'SalaryReclassified', ...about, data: { id, from, to: typed } })
  }
  if (!sameAmounts(from, to)) {
    facts.push({ kind: 'SalaryRestated', ...about, data: { id, from: typed, to } })
  }
  return facts
}

function compare(a: Salary, b: Salary): number {
  return compareAmounts(a.baseAmount, b.baseAmount) || (textOf(a) < textOf(b) ? -1 : 1)
}

function textOf({ type, inssRetainedAmount, currency }: Salary): string {
  return JSON.stringify([type, inssRetainedAmount, currency])
}
