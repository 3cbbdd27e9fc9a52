import { decide } from './decide.ts'
import { decideEmployment } from './decide-employment.ts'
import type { DecidedBy, Decision } from './decision.ts'
import type { Employment } from './employment.ts'
import type { EmploymentFact, ReportedEmployment } from './fact.ts'
import type { Known, KnownEmployment } from './known.ts'

/**
 * What an answer with these employments adds to what is known. One that Belvo collected before the
 * one that is known adds nothing. What is left out is gone once that is proven, and stays known.
 */
export function decideEmployments(
  { employments, collectedAt }: Known,
  records: readonly Employment[],
  by: DecidedBy,
): Decision<EmploymentFact> {
  const matter = {
    known: employments,
    collectedAt,
    rules: [sameBelvoId, sameStart, samePeriod],
    factsOf: decideEmployment,
    noLongerReported: (subject: string): EmploymentFact => {
      return { kind: 'EmploymentNoLongerReported', subject, effective: null, data: {} }
    },
  }
  return decide(matter, records, by)
}

function sameBelvoId(known: ReportedEmployment, { belvoId }: Employment): boolean {
  return known.belvoId === belvoId
}

function sameStart(known: ReportedEmployment, record: Employment): boolean {
  return sameCode(known, record) && known.startDate === record.startDate
}

// A job that was left out before has no end that anyone told: all that begins later would overlap.
function samePeriod(known: KnownEmployment, record: Employment): boolean {
  const overlaps = startsWithin(known, record) && startsWithin(record, known)
  return known.reported && sameCode(known, record) && overlaps
}

function sameCode(known: ReportedEmployment, { employer }: Employment): boolean {
  return employer.code !== null && employer.code === known.employer.code
}

type Period = Pick<Employment, 'startDate' | 'endDate'>

function startsWithin({ startDate }: Period, { endDate }: Period): boolean {
  return endDate === null || startDate <= endDate
}
