import type { Fact } from './fact.ts'

/** What an answer of Belvo makes of what is known. */
export interface Decision<Said extends Fact> {
  /** The same, and in the same order, in whichever order the answer lists things. */
  readonly facts: readonly Said[]
  /**
   * What the answer leaves out, whether its absence is proven or not: names of facts and ids of ours,
   * sorted, so that two looks can be compared by it.
   */
  readonly vanishing: readonly string[]
  /** How many records were taken for new, because more than one known might be meant. */
  readonly ambiguous: number
}

export interface DecidedBy {
  /** Whether what the answer leaves out is gone. Belvo's short and empty answers prove nothing. */
  readonly absence: 'proven' | 'unproven'
  readonly newId: () => string
}
