/** Where a link stands in its life. The run of its workflow is open in the first four only. */
export type LinkStatus =
  | 'connecting'
  | 'collecting'
  | 'current'
  | 'needs_person'
  | 'stale'
  | 'deleted'
  | 'unknown'
  | 'foreign'
  /** Somebody asked to forget the person: nothing is read or written about it any more. */
  | 'erasing'
  | 'erased'

/** Why the link stands there, where the status alone does not say it. */
export type LinkReason =
  | 'awaiting_employments_and_owners'
  | 'awaiting_employments'
  | 'awaiting_owners'
  | 'ground_missing'
  | 'collection_failed'
  | 'credentials_invalid'
  | 'token_required'
  | 'refresh_overdue'
  | 'short_answer'
  | 'answer_quarantined'
  | 'belvo_refused'
  | 'not_found_once'
  | 'nothing_retrieved'
  | 'disconnected'
  | 'gone_at_belvo'

export const liveStatuses = [
  'connecting',
  'collecting',
  'current',
  'needs_person',
] as const satisfies readonly LinkStatus[]

/** Of these the person is to be forgotten: nothing that is late brings them back. */
export function isForgotten(status: LinkStatus): boolean {
  return status === 'erasing' || status === 'erased'
}

export function isLive(status: LinkStatus): boolean {
  return (liveStatuses as readonly LinkStatus[]).includes(status)
}
