import type { LinkReason, LinkStatus } from './link-status.ts'
import type { Resource } from './resource.ts'

/**
 * Where a link stands, as PostgreSQL knows it at the end of a transaction.
 * It crosses into Temporal: ids, counts, codes and instants (epoch milliseconds) only.
 */
export interface Standing {
  /** Grows with every transaction on the link's row: of two standings the higher one is the later. */
  readonly revision: number
  readonly status: LinkStatus
  readonly reason: LinkReason | null
  /** Which resources were applied at least once in the link's life. */
  readonly applied: Readonly<Record<Resource, boolean>>
  /** When Belvo last got data from the institution. Our own reads of Belvo's copy do not move it. */
  readonly retrievedAtMs: number | null
  /** When the link goes stale unless something is retrieved before. */
  readonly staleAtMs: number | null
}

/** What decides between `collecting`, `current` and `needs_person`. */
export interface LinkEvidence {
  readonly applied: Readonly<Record<Resource, boolean>>
  readonly needsPerson: 'credentials_invalid' | 'token_required' | null
  readonly trouble:
    | 'ground_missing'
    | 'collection_failed'
    | 'answer_quarantined'
    | 'belvo_refused'
    | 'short_answer'
    | 'refresh_overdue'
    | null
}

/** The status of a link that is ours and alive, and the reason to show beside it. */
export function liveStatus(evidence: LinkEvidence): {
  status: 'collecting' | 'current' | 'needs_person'
  reason: LinkReason | null
} {
  if (evidence.needsPerson) return { status: 'needs_person', reason: evidence.needsPerson }
  const { EMPLOYMENTS, OWNERS } = evidence.applied
  if (EMPLOYMENTS && OWNERS) return { status: 'current', reason: evidence.trouble }
  return { status: 'collecting', reason: evidence.trouble ?? awaited(EMPLOYMENTS, OWNERS) }
}

function awaited(employments: boolean, owners: boolean): LinkReason {
  if (employments) return 'awaiting_owners'
  return owners ? 'awaiting_employments' : 'awaiting_employments_and_owners'
}
