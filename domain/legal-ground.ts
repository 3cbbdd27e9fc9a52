/** Why this person's data may be held: an article of the LGPD (7, I, V or X), and for how long. */
export interface LegalGround {
  readonly basis: 'consent' | 'contract' | 'credit_protection'
  readonly purpose: string
  /** The version of the text that the person was shown. */
  readonly textVersion: string
  readonly givenAt: Date
  /** Where the caller keeps the proof. */
  readonly evidenceRef: string | null
  readonly validUntil: Date | null
}

/** Whether a link stands on a ground now: `in_force` alone lets its data be fetched and read. */
export const groundStandings = ['missing', 'in_force', 'expired', 'withdrawn'] as const

export type GroundStanding = (typeof groundStandings)[number]
