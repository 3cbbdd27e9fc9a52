/** What an erasure comes to, one after the other; each is written down when it is done. */
export const erasureSteps = [
  'tombstoned',
  'runs_ended',
  'gone_at_belvo',
  'destroyed',
  'receipt_issued',
  'finished',
] as const

export type ErasureStep = (typeof erasureSteps)[number]

/** How many rows of each kind were destroyed, or emptied. */
export type Destroyed = Readonly<Record<string, number>>

/**
 * What the person, or an authority, is shown: kept as it was issued. Ids, codes, counts and instants
 * (ISO 8601) only.
 */
export interface ErasureReceipt {
  readonly erasure: string
  readonly requestedAt: string
  readonly requestedBy: string
  readonly reason: string
  /** Belvo's ids. Nothing is left of them, but at Belvo of links that belong to another product. */
  readonly links: readonly string[]
  readonly goneAtBelvoAt: string
  readonly destroyedAt: string
  readonly destroyed: Destroyed
  /** Until then backups of the main database may hold employers, occupations and salaries readable. */
  readonly backupsReadableUntil: string
  readonly kept: readonly string[]
}
