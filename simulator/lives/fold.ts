import type { LifeEvent } from './life.ts'
import type { EmploymentRecord, OwnerRecord, SalaryRecord, Snapshot } from './record.ts'

/** What an institution shows after these events, given in order. */
export function fold(events: readonly LifeEvent[]): Snapshot {
  const employments = new Map<string, EmploymentRecord>()
  const owners = new Map<string, OwnerRecord>()
  for (const event of events) {
    if (event.kind === 'OwnerReported' || event.kind === 'OwnerChanged') learn(owners, event)
    else apply(employments, event)
  }
  return { employments: [...employments.values()], owners: [...owners.values()] }
}

type AboutOwner = Extract<LifeEvent, { kind: 'OwnerReported' | 'OwnerChanged' }>
type AboutEmployment = Exclude<LifeEvent, AboutOwner>

function learn(owners: Map<string, OwnerRecord>, event: AboutOwner): void {
  if (event.kind === 'OwnerReported') owners.set(event.owner.id, event.owner)
  else owners.set(event.ownerId, { ...known(owners, event.ownerId), ...event.change })
}

function apply(employments: Map<string, EmploymentRecord>, event: AboutEmployment): void {
  if (event.kind === 'EmploymentReported') {
    employments.set(event.employmentId, {
      id: event.employmentId,
      start_date: event.startDate,
      end_date: null,
      employer_data: { ...event.employer },
      occupations: [],
      salaries: [],
    })
    return
  }
  if (event.kind === 'EmploymentNoLongerReported') {
    employments.delete(event.employmentId)
    return
  }
  change(known(employments, event.employmentId), event)
}

function change(
  employment: EmploymentRecord,
  event: Exclude<AboutEmployment, { kind: 'EmploymentReported' | 'EmploymentNoLongerReported' }>,
): void {
  const { salaries } = employment
  switch (event.kind) {
    case 'EmployerRenamed':
      employment.employer_data.name = event.to
      return
    case 'OccupationReported':
      employment.occupations.push({ ...event.occupation })
      return
    case 'OccupationEnded':
      endOccupations(employment, null, event.endDate)
      return
    case 'EmploymentEnded':
      endOccupations(employment, null, event.endDate)
      employment.end_date = event.endDate
      return
    case 'EmploymentReopened':
      endOccupations(employment, employment.end_date, null)
      employment.end_date = null
      return
    case 'SalaryReported':
      salaries.push(event.salary)
      return
    case 'SalaryRestated':
    case 'SalaryReclassified':
      salaries[indexOf(salaries, event.from)] = event.to
      return
    case 'SalaryWithdrawn':
      salaries.splice(indexOf(salaries, event.salary), 1)
      return
    default:
      event satisfies never
  }
}

function endOccupations(employment: EmploymentRecord, from: string | null, to: string | null) {
  for (const occupation of employment.occupations) {
    if (occupation.end_date === from) occupation.end_date = to
  }
}

function indexOf(salaries: SalaryRecord[], wanted: SalaryRecord): number {
  const index = salaries.findLastIndex(
    ({ month, type, base_amount, retained_amount }) =>
      month === wanted.month &&
      type === wanted.type &&
      base_amount === wanted.base_amount &&
      retained_amount === wanted.retained_amount,
  )
  if (index === -1) throw new Error(`No such salary in ${wanted.month} to change`)
  return index
}

function known<T>(records: Map<string, T>, id: string): T {
  const record = records.get(id)
  if (!record) throw new Error(`An event about ${id}, which was never reported`)
  return record
}
