import type { CalendarDate } from '../calendar.ts'
import { firstDayOf } from '../calendar.ts'
import type { Employment } from '../employment.ts'
import type { Fact } from '../fact.ts'
import type { Owner } from '../owner.ts'

type DataOf<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>['data']

/** A fact about `job-1`, or about `owner-1`. */
export function said<Kind extends Fact['kind']>(
  kind: Kind,
  data: DataOf<Kind>,
  effective: string | null = null,
): Fact {
  const subject = kind.startsWith('Owner') ? 'owner-1' : 'job-1'
  return { kind, subject, effective: effective as CalendarDate | null, data } as Fact
}

/** How an employment is first known, occupations before salaries, numbered in the order given. */
export function reported(
  { occupations, salaries, collectedAt: _, ...job }: Employment,
  subject = 'job-1',
): Fact[] {
  const facts = [
    said('EmploymentReported', job, job.startDate),
    ...occupations.map((occupation, at) =>
      said('OccupationReported', { id: at + 1, occupation }, occupation.startDate),
    ),
    ...salaries.map((salary, at) => {
      const id = occupations.length + at + 1
      return said('SalaryReported', { id, salary }, firstDayOf(salary.month))
    }),
  ]
  return facts.map((fact) => ({ ...fact, subject }))
}

export function reportedOwner({ collectedAt: _, ...owner }: Owner): Fact {
  return said('OwnerReported', owner)
}
