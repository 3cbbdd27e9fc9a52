import { dayIn } from './calendar.ts'
import type { OwnerRecord } from './record.ts'

/** The script of a life: what `live` turns into events. */
export interface Script {
  persona: string
  cpf: string
  name: string
  description: string
  /** Default `inss_br_employment`. */
  institution?: string
  /** For how many days the institution accepts credentials once given; default: for ever. */
  credentialsLastDays?: number
  home: Home
  scenes: Scene[]
}

export interface Home {
  email: string | null
  phone: string | null
  address: string | null
}

/** A job, a change of the person's own data, or what comes again every year. */
export type Scene = Job | OwnerChange | EveryYear

export interface Job {
  kind: 'job'
  employer: Employer
  steps: readonly [Hired, ...Step[]]
  /** What is paid; default `REGULAR`. */
  pays?: 'REGULAR' | 'VOLUNTARY' | 'RETIREMENT'
  habit?: PayrollHabit
}

/**
 * How an employer reports: `corrects` states each month anew two weeks later, `classifiesLate`
 * gives the type only then, `repeats` sends a month twice and withdraws the copy, `untyped` never
 * gives a type.
 */
export type PayrollHabit = 'plain' | 'corrects' | 'classifiesLate' | 'repeats' | 'untyped'

export interface Employer {
  name: string
  /** Eight digits, invented; leading zeros count. */
  code: string
  /** CNAE class and label. */
  activity: string
  locale: 'Urbana' | 'Rural' | 'Não Identificado' | null
  /** Day of the following month on which a month's payroll is reported. */
  reportsOn: number
}

export interface Occupation {
  /** CBO title. */
  title: string
  /** CBO code, as in `8483-05`. */
  code: string
}

export type Step =
  | Hired
  | { kind: 'promoted'; on: string; as: Occupation; pay: string }
  | { kind: 'raised'; on: string; pay: string }
  | { kind: 'employerRenamed'; on: string; name: string }
  | { kind: 'left'; on: string }
  | { kind: 'takenBack'; on: string }
  | { kind: 'vanished'; on: string }

export interface Hired {
  kind: 'hired'
  on: string
  /** `null` for pensions and contributions by choice, which have none. */
  as: Occupation | null
  pay: string
}

export interface OwnerChange {
  kind: 'ownerChange'
  on: string
  change: Partial<Omit<OwnerRecord, 'id'>>
}

export interface EveryYear {
  kind: 'everyYear'
  from: number
  scenes: (year: number) => (Job | OwnerChange)[]
}

/** Pay that the law lifts to the minimum wage of each year. */
export const MINIMUM_PAY = '0.00'

export function job(employer: Employer, ...steps: [Hired, ...Step[]]): Job {
  return { kind: 'job', employer, steps }
}

export function hired(on: string, as: Occupation | null, pay: string): Hired {
  return { kind: 'hired', on, as, pay }
}

export function promoted(on: string, as: Occupation, pay: string): Step {
  return { kind: 'promoted', on, as, pay }
}

/** A new monthly pay, in reais, from that month on. */
export function raised(from: string, pay: string): Step {
  return { kind: 'raised', on: dayIn(from, 1), pay }
}

export function employerRenamed(on: string, name: string): Step {
  return { kind: 'employerRenamed', on, name }
}

/** The last day at work. */
export function left(on: string): Step {
  return { kind: 'left', on }
}

/** The employer withdraws the dismissal, and nothing was lost. */
export function takenBack(on: string): Step {
  return { kind: 'takenBack', on }
}

/** The institution stops knowing of the whole employment. */
export function vanished(on: string): Step {
  return { kind: 'vanished', on }
}

export function ownerChanged(on: string, change: OwnerChange['change']): OwnerChange {
  return { kind: 'ownerChange', on, change }
}

export function everyYear(from: number, scenes: EveryYear['scenes']): EveryYear {
  return { kind: 'everyYear', from, scenes }
}
