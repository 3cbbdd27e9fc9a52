import type { CalendarDate, Month } from './calendar.ts'
import type { Classification } from './classification.ts'
import type { Amount } from './money.ts'

/** What a person did for one employer, as INSS knows it. */
export interface Employment {
  readonly belvoId: string
  readonly employer: Employer
  readonly startDate: CalendarDate
  /** Null while the person still works there. */
  readonly endDate: CalendarDate | null
  readonly occupations: readonly Occupation[]
  readonly salaries: readonly Salary[]
  /** When Belvo got the record from INSS. */
  readonly collectedAt: Date | null
}

export interface Employer {
  readonly name: string | null
  /** INSS's own code, text with its leading zeros. Nothing says that it is a CNPJ. */
  readonly code: string | null
  /** CNAE. */
  readonly economicActivity: Classification | null
}

export interface Occupation {
  readonly startDate: CalendarDate | null
  readonly endDate: CalendarDate | null
  /** The title in the CBO. */
  readonly description: string | null
  /** The name that the employer gave it, as a rule with the CBO code at its end. */
  readonly name: Classification | null
  readonly locale: string | null
}

export interface Salary {
  readonly month: Month
  /** Belvo's word (`REGULAR`, `THIRTEENTH`, …) as it came: a month may hold one of each. */
  readonly type: string | null
  /** Before deductions and bonuses. */
  readonly baseAmount: Amount
  /** The contribution that INSS retained; what is left is not net pay. */
  readonly inssRetainedAmount: Amount | null
  readonly currency: string
}
