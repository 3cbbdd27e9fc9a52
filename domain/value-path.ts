import type { Month } from './calendar.ts'
import { firstDayOf, parseMonth } from './calendar.ts'
import type { Fact, FactKind } from './fact.ts'
import { personalFields } from './owner.ts'

/** One value of what is known, or a whole record: what somebody may want to have explained. */
export interface ValuePath {
  readonly of: 'employments' | 'owners'
  /** Our id of the employment or the owner. */
  readonly id: string
  /** Null means the record itself. */
  readonly value: string | null
  /** Only of salaries: those of one month. */
  readonly month: Month | null
}

const form = /^(employments|owners)\/([0-9a-f-]{36})(?:\/(\w+)(?:\/([\d-]+))?)?$/

/**
 * The path written in `text`, such as `employments/{id}/salaries/2026-03`, `employments/{id}/employer`
 * or `owners/{id}/displayName`; undefined when it leads to no value.
 */
export function parseValuePath(text: string): ValuePath | undefined {
  const [, of, id, value = null, monthText] = form.exec(text) ?? []
  if ((of !== 'employments' && of !== 'owners') || id === undefined) return undefined
  if (value !== null && !valuesOf[of].includes(value)) return undefined
  if (monthText === undefined) return { of, id, value, month: null }
  const month = value === 'salaries' ? parseMonth(monthText) : undefined
  return month && { of, id, value, month }
}

/** Whether the value at the path is what it is because of this fact, among others. */
export function isBehind({ of, id, value, month }: ValuePath, fact: Fact): boolean {
  const isOfOwner = fact.kind.startsWith('Owner')
  if (fact.subject !== id || isOfOwner !== (of === 'owners')) return false
  if (value === null) return !/^(Occupation|Salary)/.test(fact.kind)
  if (fact.kind === 'OwnerReported') return true
  if (fact.kind === 'OwnerChanged') return value in fact.data || value in fact.data.personal
  const isOfMonth = month === null || fact.effective === firstDayOf(month)
  return isOfMonth && (kindsBehind[value] ?? []).includes(fact.kind)
}

const kindsBehind: Readonly<Record<string, readonly FactKind[]>> = {
  employer: ['EmploymentReported', 'EmployerRenamed', 'EmployerDescribed'],
  startDate: ['EmploymentReported', 'EmploymentStartCorrected'],
  endDate: [
    'EmploymentReported',
    'EmploymentEnded',
    'EmploymentEndCorrected',
    'EmploymentReopened',
  ],
  occupations: [
    'OccupationReported',
    'OccupationEnded',
    'OccupationCorrected',
    'OccupationWithdrawn',
  ],
  salaries: ['SalaryReported', 'SalaryRestated', 'SalaryReclassified', 'SalaryWithdrawn'],
}

const valuesOf: Readonly<Record<ValuePath['of'], readonly string[]>> = {
  employments: Object.keys(kindsBehind),
  owners: ['documentType', ...personalFields],
}
