import type { CalendarDate } from './calendar.ts'
import { decideOccupations } from './decide-occupations.ts'
import { decideSalaries } from './decide-salaries.ts'
import type { Employer, Employment } from './employment.ts'
import type { EmployerDescription, EmploymentFact } from './fact.ts'
import type { KnownEmployment } from './known.ts'

/** What one record adds to what is known of its employment. */
export function decideEmployment(
  subject: string,
  known: KnownEmployment | undefined,
  record: Employment,
): EmploymentFact[] {
  let { lastId, occupations, salaries } = known ?? firstReport
  const nextId = () => ++lastId
  return [
    ...(known ? changes(subject, known, record) : [reported(subject, record)]),
    ...decideOccupations(subject, occupations, record.occupations, nextId),
    ...decideSalaries(subject, salaries, record.salaries, nextId),
  ]
}

const firstReport: Pick<KnownEmployment, 'lastId' | 'occupations' | 'salaries'> = {
  lastId: 0,
  occupations: new Map(),
  salaries: new Map(),
}

function reported(
  subject: string,
  { belvoId, employer, startDate, endDate }: Employment,
): EmploymentFact {
  const data = { belvoId, employer, startDate, endDate }
  return { kind: 'EmploymentReported', subject, effective: startDate, data }
}

function changes(subject: string, known: KnownEmployment, record: Employment): EmploymentFact[] {
  const undated = { subject, effective: null }
  const { belvoId, employer, startDate } = record
  const facts: (EmploymentFact | false)[] = [
    !known.reported && { kind: 'EmploymentReportedAgain', ...undated, data: {} },
    known.belvoId !== belvoId && {
      kind: 'EmploymentReidentified',
      ...undated,
      data: { from: known.belvoId, to: belvoId },
    },
    known.employer.name !== employer.name && {
      kind: 'EmployerRenamed',
      ...undated,
      data: { from: known.employer.name, to: employer.name },
    },
    !sameDescription(known.employer, employer) && {
      kind: 'EmployerDescribed',
      ...undated,
      data: { from: descriptionOf(known.employer), to: descriptionOf(employer) },
    },
    known.startDate !== startDate && {
      kind: 'EmploymentStartCorrected',
      subject,
      effective: startDate,
      data: { from: known.startDate, to: startDate },
    },
    changeOfEnd(subject, known.endDate, record.endDate),
  ]
  return facts.filter((fact) => fact !== false)
}

// How the activity splits into code and label is ours, and no news.
function sameDescription(a: Employer, b: Employer): boolean {
  return a.code === b.code && a.economicActivity?.original === b.economicActivity?.original
}

function descriptionOf({ code, economicActivity }: Employer): EmployerDescription {
  return { code, economicActivity }
}

function changeOfEnd(
  subject: string,
  from: CalendarDate | null,
  to: CalendarDate | null,
): EmploymentFact | false {
  if (from === to) return false
  if (to === null) {
    return (
      from !== null && {
        kind: 'EmploymentReopened',
        subject,
        effective: from,
        data: { endDate: from },
      }
    )
  }
  if (from === null) {
    return { kind: 'EmploymentEnded', subject, effective: to, data: { endDate: to } }
  }
  return { kind: 'EmploymentEndCorrected', subject, effective: to, data: { from, to } }
}
