/** What a load is to be. For equal plans the same notices at the same moments. */
export interface LoadPlan {
  readonly seed: string
  /** Distinct notices a second; repetitions come on top. */
  readonly ratePerSecond: number
  readonly forMs: number
  /**
   * A wave is ten times the rate for the middle fifth of the time; in a burst nothing waits for
   * anything, twins come together.
   */
  readonly profile: 'poisson' | 'wave' | 'burst'
  /** Taken in turn, each for one refresh before any gets a second: they sleep until then. */
  readonly dormant: readonly string[]
  /** A tenth of the refreshes are theirs, again and again. */
  readonly hot: readonly string[]
  /** How many deliveries each notice has at least, as senders repeat themselves. */
  readonly copies: number
}

export const mixture = {
  hotShare: 0.1,
  /** EMPLOYMENTS and OWNERS of one refresh come this far apart at most. */
  twinGapMsMax: 2_000,
  duplicateShare: 0.03,
  duplicateAfterMsMax: 1_000,
  /** Of all notices this share is overtaken by what should have come later. */
  reorderedShare: 0.02,
  overtakenByMs: [1_000, 5_000],
  waveTimes: 10,
} as const
