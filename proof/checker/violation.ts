export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7'

/** Something that must always hold (design: what must always hold) and did not. */
export interface Violation {
  readonly invariant: Invariant
  /** Without a person's data: violations are printed. */
  readonly what: string
  /** The notice, link, run or file. */
  readonly where: string
  /** Whether waiting may still mend it: only then is it worth looking again. */
  readonly mayHeal: boolean
}
