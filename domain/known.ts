import type { Occupation, Salary } from './employment.ts'
import type { ReportedEmployment, ReportedOwner } from './fact.ts'

/** What is known of a person: the fold of the facts. Employments and owners are by our ids. */
export interface Known {
  readonly employments: ReadonlyMap<string, KnownEmployment>
  readonly owners: ReadonlyMap<string, KnownOwner>
  /**
   * When Belvo last got a record from INSS, by our id of it. It moves with every refresh and is no
   * fact: whoever folds adds it from the live tables, and no two states are compared by it.
   */
  readonly collectedAt: ReadonlyMap<string, Date>
}

export interface KnownEmployment extends ReportedEmployment {
  /** False once Belvo has proven to leave it out. What is known of it stays. */
  readonly reported: boolean
  readonly occupations: ReadonlyMap<number, Occupation>
  readonly salaries: ReadonlyMap<number, Salary>
  /** The last number given to an occupation or a salary; those withdrawn count. */
  readonly lastId: number
}

export interface KnownOwner extends ReportedOwner {
  readonly reported: boolean
}

export const nothingKnown: Known = {
  employments: new Map(),
  owners: new Map(),
  collectedAt: new Map(),
}
