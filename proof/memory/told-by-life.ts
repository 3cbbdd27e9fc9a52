import type { LifeEvent } from '../../simulator/lives/life.ts'
import type { OccupationRecord, SalaryRecord } from '../../simulator/lives/record.ts'

/**
 * The facts that should come of what an institution learnt, one line each, as `told-by-facts.ts`
 * writes them, with the day from which its answers show it.
 */
export function toldByLife(events: readonly LifeEvent[]): { at: string; line: string }[] {
  const jobs = new Map<string, Job>()
  return events.flatMap((event) => linesOf(event, jobs).map((line) => ({ at: event.at, line })))
}

interface Job {
  endDate: string | null
  readonly occupations: OccupationRecord[]
}

function linesOf(event: LifeEvent, jobs: Map<string, Job>): string[] {
  if (event.kind === 'OwnerReported') return [lineOf(event.kind, event.owner.id)]
  if (event.kind === 'OwnerChanged') {
    return [lineOf(event.kind, event.ownerId, Object.values(event.change).sort())]
  }
  const { kind, employmentId: id } = event
  const job = jobs.get(id) ?? { endDate: null, occupations: [] }
  jobs.set(id, job)
  switch (kind) {
    case 'EmploymentReported':
      return [lineOf(kind, id, event.startDate, event.employer.code)]
    case 'EmployerRenamed':
      return [lineOf(kind, id, event.from, event.to)]
    case 'OccupationReported':
      job.occupations.push({ ...event.occupation })
      return [lineOf(kind, id, event.occupation.name, event.occupation.start_date)]
    case 'OccupationEnded':
      return occupationsEnd(id, job, null, event.endDate)
    // INSS ends and reopens the occupations of a job with it, by their dates alone.
    case 'EmploymentEnded':
      job.endDate = event.endDate
      return [lineOf(kind, id, event.endDate), ...occupationsEnd(id, job, null, event.endDate)]
    case 'EmploymentReopened':
      return [lineOf(kind, id, job.endDate), ...occupationsEnd(id, job, job.endDate, null)]
    case 'EmploymentNoLongerReported':
      return [lineOf(kind, id)]
    case 'SalaryReported':
    case 'SalaryWithdrawn':
      return [lineOf(kind, id, salaryOf(event.salary))]
    case 'SalaryRestated':
    case 'SalaryReclassified':
      return [lineOf(kind, id, salaryOf(event.from), salaryOf(event.to))]
    default:
      throw event satisfies never
  }
}

function occupationsEnd(id: string, job: Job, from: string | null, to: string | null): string[] {
  const changed = job.occupations.filter(({ end_date }) => end_date === from)
  return changed.map((occupation) => {
    occupation.end_date = to
    const { name, start_date } = occupation
    return to === null
      ? lineOf('OccupationCorrected', id, name, start_date, from, to)
      : lineOf('OccupationEnded', id, to)
  })
}

function salaryOf({ month, type = null, base_amount, retained_amount }: SalaryRecord): unknown[] {
  return [month, type, base_amount, retained_amount]
}

function lineOf(...said: readonly unknown[]): string {
  return JSON.stringify(said)
}
