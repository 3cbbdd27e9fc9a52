/** Something that happened to a link, in the past tense. Ids, codes and counts only. */
export interface LinkFact {
  readonly kind: LinkFactKind
  readonly detail: Readonly<Record<string, string | number | null>>
}

export type LinkFactKind =
  | 'LinkConnected'
  | 'LinkBound'
  | 'LinkCurrent'
  | 'LinkNeedsPerson'
  | 'LinkRecovered'
  | 'LinkReopened'
  | 'LinkStale'
  | 'LinkDisconnected'
  | 'LinkGone'
  | 'LinkForeign'
  | 'LinkUnknown'
  | 'LinkErased'
  | 'ClaimRefused'
  | 'FetchFailed'
  | 'CollectionFailed'
  | 'RefreshOverdue'
  | 'RefreshNoLongerOverdue'
  | 'SalaryOverdue'
  | 'SalaryNoLongerOverdue'
  | 'RefreshRequested'
  | 'RetryRequested'
  | 'ReconnectRequested'
  | 'NoticesRetried'
  | 'QuarantineAccepted'
  | 'QuarantineDiscarded'
  | 'GroundRecorded'
  | 'GroundWithdrawn'
  | 'GroundExpired'
  | 'IdentityMatched'
  | 'IdentityMismatched'
  | 'IdentityReleased'

/** What made us write it down: the activity, and the notices that it was about. */
export interface Cause {
  readonly activity: string
  readonly notices: readonly number[]
}
