/** What goes by age; `stale_at_belvo` is what Belvo still holds of a link that went stale. */
export const retentionClasses = [
  'closed_links',
  'stale_at_belvo',
  'connections',
  'inbox',
  'snapshots',
  'quarantined_answers',
  'access',
] as const

export type RetentionClass = (typeof retentionClasses)[number]

/** How long ago the oldest record of a class became due; 0 where none is due. */
export interface OldestDue {
  readonly class: RetentionClass
  readonly overdueSeconds: number
}
