import type { CalendarDate } from './calendar.ts'
import type { Employer, Occupation, Salary } from './employment.ts'
import type { PersonalField } from './owner.ts'
import type { Private } from './private.ts'

/** Something that became known of a person. What happens to their link is in `link-fact.ts`. */
export type Fact = EmploymentFact | OwnerFact

export type FactKind = Fact['kind']

export type EmploymentFact =
  | FactOf<'EmploymentReported', ReportedEmployment>
  | FactOf<'EmploymentReidentified', Change<string>>
  | FactOf<'EmployerRenamed', Change<string | null>>
  | FactOf<'EmployerDescribed', Change<EmployerDescription>>
  | FactOf<'EmploymentStartCorrected', Change<CalendarDate>>
  | FactOf<'EmploymentEnded', { readonly endDate: CalendarDate }>
  | FactOf<'EmploymentEndCorrected', Change<CalendarDate>>
  | FactOf<'EmploymentReopened', { readonly endDate: CalendarDate }>
  | FactOf<'EmploymentNoLongerReported', Nothing>
  | FactOf<'EmploymentReportedAgain', Nothing>
  | FactOf<'OccupationReported', Numbered & { readonly occupation: Occupation }>
  | FactOf<'OccupationEnded', Numbered & { readonly endDate: CalendarDate }>
  | FactOf<'OccupationCorrected', Numbered & Change<Occupation>>
  | FactOf<'OccupationWithdrawn', Numbered & { readonly occupation: Occupation }>
  | FactOf<'SalaryReported', Numbered & { readonly salary: Salary }>
  | FactOf<'SalaryRestated', Numbered & Change<Salary>>
  | FactOf<'SalaryReclassified', Numbered & Change<Salary>>
  | FactOf<'SalaryWithdrawn', Numbered & { readonly salary: Salary }>

export type OwnerFact =
  | FactOf<'OwnerReported', ReportedOwner>
  | FactOf<'OwnerReidentified', Change<string>>
  | FactOf<'OwnerChanged', OwnerChanges>
  | FactOf<'OwnerNoLongerReported', Nothing>
  | FactOf<'OwnerReportedAgain', Nothing>

interface FactOf<Kind extends string, Data> {
  readonly kind: Kind
  /** Our id of the employment or the owner. */
  readonly subject: string
  /** The day that it is about, a month by its first; null where it is about none. */
  readonly effective: CalendarDate | null
  readonly data: Data
}

export interface Change<T> {
  readonly from: T
  readonly to: T
}

/** Which occupation or salary of its employment: a number of ours, never given twice there. */
interface Numbered {
  readonly id: number
}

type Nothing = Readonly<Record<never, never>>

export interface ReportedEmployment {
  readonly belvoId: string
  readonly employer: Employer
  readonly startDate: CalendarDate
  readonly endDate: CalendarDate | null
}

export type EmployerDescription = Omit<Employer, 'name'>

export interface ReportedOwner {
  readonly belvoId: string
  readonly documentType: string | null
  readonly personal: Readonly<Record<PersonalField, Private<string> | null>>
}

/** Only what changed. */
export interface OwnerChanges {
  readonly documentType?: Change<string | null>
  readonly personal: Readonly<Partial<Record<PersonalField, Change<Private<string> | null>>>>
}

/** The version of each kind's data as this code writes it. What is older is brought up on reading. */
export const factVersions: Readonly<Record<FactKind, number>> = {
  EmploymentReported: 1,
  EmploymentReidentified: 1,
  EmployerRenamed: 1,
  EmployerDescribed: 1,
  EmploymentStartCorrected: 1,
  EmploymentEnded: 1,
  EmploymentEndCorrected: 1,
  EmploymentReopened: 1,
  EmploymentNoLongerReported: 1,
  EmploymentReportedAgain: 1,
  OccupationReported: 1,
  OccupationEnded: 1,
  OccupationCorrected: 1,
  OccupationWithdrawn: 1,
  SalaryReported: 1,
  SalaryRestated: 1,
  SalaryReclassified: 1,
  SalaryWithdrawn: 1,
  OwnerReported: 1,
  OwnerReidentified: 1,
  OwnerChanged: 1,
  OwnerNoLongerReported: 1,
  OwnerReportedAgain: 1,
}
