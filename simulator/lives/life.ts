import type {
  EmployerRecord,
  OccupationRecord,
  OwnerRecord,
  SalaryRecord,
  Snapshot,
} from './record.ts'

/** A person's working life as one institution comes to know it. It goes on for ever. */
export interface Life {
  person: Person
  /**
   * Whether the institution lets Belvo in at `at` with the credentials the person gave at
   * `givenAt`; a person who gives them anew is let in again.
   */
  institutionAccepts(at: Date, givenAt: Date): 'ok' | 'login_error'
  /** What the institution would answer at `at`: always the fold of the events up to then. */
  snapshotAt(at: Date): Snapshot
  /** What the institution learnt after `from` and no later than `to`, in order. */
  eventsBetween(from: Date, to: Date): LifeEvent[]
}

/** Nobody real: the CPF is one of `syntheticCpf`, the name is invented. */
export interface Person {
  cpf: string
  /** Slug, as in `steady-worker`; `generated` for those nobody wrote by hand. */
  persona: string
  name: string
  /** What is special about this life, in one English line. */
  description: string
  /** Belvo's name of the institution that knows the person. */
  institution: string
}

/** Something an institution learnt; `at` is the day (UTC) from which its answers show it. */
export type LifeEvent = { at: string } & (
  | { kind: 'OwnerReported'; owner: OwnerRecord }
  | { kind: 'OwnerChanged'; ownerId: string; change: Partial<Omit<OwnerRecord, 'id'>> }
  | ({ employmentId: string } & EmploymentEvent)
  | ({ employmentId: string; month: string } & SalaryEvent)
)

type EmploymentEvent =
  | { kind: 'EmploymentReported'; startDate: string; employer: EmployerRecord }
  | { kind: 'EmployerRenamed'; from: string; to: string }
  | { kind: 'OccupationReported'; occupation: OccupationRecord }
  | { kind: 'OccupationEnded'; endDate: string }
  | { kind: 'EmploymentEnded'; endDate: string }
  | { kind: 'EmploymentReopened' }
  | { kind: 'EmploymentNoLongerReported' }

type SalaryEvent =
  | { kind: 'SalaryReported'; salary: SalaryRecord }
  | { kind: 'SalaryRestated'; from: SalaryRecord; to: SalaryRecord }
  | { kind: 'SalaryReclassified'; from: SalaryRecord; to: SalaryRecord }
  | { kind: 'SalaryWithdrawn'; salary: SalaryRecord }
