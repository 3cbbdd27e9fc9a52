import type { Salary } from '../../domain/employment.ts'
import type { Fact } from '../../domain/fact.ts'

/** Facts of one person from the first on, one line each, about Belvo's ids instead of ours. */
export function toldByFacts(facts: readonly Fact[]): string[] {
  const belvoIds = new Map<string, string>()
  return facts.map((fact) => {
    if (fact.kind === 'EmploymentReported' || fact.kind === 'OwnerReported') {
      belvoIds.set(fact.subject, fact.data.belvoId)
    }
    return JSON.stringify([fact.kind, belvoIds.get(fact.subject), ...wordsOf(fact)])
  })
}

function wordsOf(fact: Fact): unknown[] {
  switch (fact.kind) {
    case 'EmploymentReported':
      return [fact.data.startDate, fact.data.employer.code]
    case 'EmployerRenamed':
      return [fact.data.from, fact.data.to]
    case 'EmploymentEnded':
    case 'EmploymentReopened':
    case 'OccupationEnded':
      return [fact.data.endDate]
    case 'OccupationReported':
      return [fact.data.occupation.name?.original, fact.data.occupation.startDate]
    case 'OccupationCorrected': {
      const { from, to } = fact.data
      return [to.name?.original, to.startDate, from.endDate, to.endDate]
    }
    case 'SalaryReported':
    case 'SalaryWithdrawn':
      return [salaryOf(fact.data.salary)]
    case 'SalaryRestated':
    case 'SalaryReclassified':
      return [salaryOf(fact.data.from), salaryOf(fact.data.to)]
    case 'OwnerChanged':
      return [
        Object.values(fact.data.personal)
          .map(({ to }) => to?.reveal())
          .sort(),
      ]
    default:
      // What else there is comes of no life in the box, and would differ from every line of one.
      return 'from' in fact.data ? [fact.data] : []
  }
}

function salaryOf({ month, type, baseAmount, inssRetainedAmount }: Salary): unknown[] {
  return [month, type, baseAmount, inssRetainedAmount]
}
