import { daysAfter } from './calendar.ts'
import { uuidOf } from './dice.ts'
import type { LifeEvent } from './life.ts'
import { monthsPaid } from './payroll.ts'
import { reportsOf } from './payroll-report.ts'
import type { OccupationRecord } from './record.ts'
import type { Job, Occupation, Step } from './script.ts'

/**
 * What the institution learns of one job, in any order. `seed` is the person's; of the payroll only
 * the months from `first` to `last` are told.
 */
export function eventsOf(job: Job, seed: string, first: string, last: string): LifeEvent[] {
  const employmentId = uuidOf(`${seed}/${job.employer.code}/${job.steps[0].on}`)
  const events = [
    ...job.steps.flatMap((step) => eventsOfStep(job, step, employmentId)),
    ...monthsPaid(job, first, last).flatMap((month) => reportsOf(job, month, employmentId)),
  ]
  const end = job.steps.find((step) => step.kind === 'vanished')
  return events.filter(({ at, kind }) => !end || at < end.on || kind === LAST_EVENT)
}

const LAST_EVENT = 'EmploymentNoLongerReported'

function eventsOfStep({ employer }: Job, step: Step, employmentId: string): LifeEvent[] {
  switch (step.kind) {
    case 'hired':
      return [
        {
          at: step.on,
          kind: 'EmploymentReported',
          employmentId,
          startDate: step.on,
          employer: {
            name: employer.name,
            code: employer.code,
            economic_activity: employer.activity,
          },
        },
        ...occupied(step.on, step.as, employer.locale, employmentId),
      ]
    case 'promoted':
      return [
        { at: step.on, kind: 'OccupationEnded', employmentId, endDate: daysAfter(step.on, -1) },
        ...occupied(step.on, step.as, employer.locale, employmentId),
      ]
    case 'employerRenamed':
      return [
        { at: step.on, kind: 'EmployerRenamed', employmentId, from: employer.name, to: step.name },
      ]
    case 'left':
      return [
        {
          at: daysAfter(step.on, DAYS_TO_REPORT_A_DISMISSAL),
          kind: 'EmploymentEnded',
          employmentId,
          endDate: step.on,
        },
      ]
    case 'takenBack':
      return [{ at: step.on, kind: 'EmploymentReopened', employmentId }]
    case 'vanished':
      return [{ at: step.on, kind: 'EmploymentNoLongerReported', employmentId }]
    case 'raised':
      return []
    default:
      return step satisfies never
  }
}

/** CLT, art. 477 § 6. */
const DAYS_TO_REPORT_A_DISMISSAL = 10

function occupied(
  on: string,
  as: Occupation | null,
  locale: OccupationRecord['locale'],
  employmentId: string,
): LifeEvent[] {
  if (!as) return []
  const occupation = {
    start_date: on,
    end_date: null,
    description: as.title,
    name: `${as.title} - ${as.code}`,
    locale,
  }
  return [{ at: on, kind: 'OccupationReported', employmentId, occupation }]
}
