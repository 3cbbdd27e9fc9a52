import type { Held } from '../domain/hold.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Standing } from '../domain/standing.ts'

/** What the story asks of the hands. Ids, counts and codes cross here; personal data never does. */
export interface LinkActivities {
  /** Asks Belvo for the link itself, and opens or updates its row. */
  readLink(of: { linkId: LinkId }): Promise<ReadLinkOutcome>
  /** Reads every page of employments, and applies exactly the notices that were open before. */
  fetchEmployments(of: { linkId: LinkId }): Promise<FetchOutcome>
  /** The same for owners. */
  fetchOwners(of: { linkId: LinkId }): Promise<FetchOutcome>
  /** Asks Belvo to retrieve from the institution now. */
  requestRefresh(of: RefreshOrder): Promise<RefreshOutcome>
  /** Writes down that collection did not come to an end, after every refresh we may ask for. */
  recordCollectionFailure(of: { linkId: LinkId }): Promise<Standing>
  /** Ends the link's life here; `disconnected` also deletes it at Belvo. */
  closeLink(of: CloseOrder): Promise<CloseOutcome>
}

/** What reconciling asks of the hands; counts only. */
export interface ReconcileActivities {
  /**
   * Writes down whose refresh or salary is overdue; wakes links that should have been heard of, and
   * those past their staleness.
   */
  wakeSilentLinks(): Promise<{ readonly woken: number }>
  /** Finds links at Belvo that no redirect and no webhook ever told us about. */
  findUnmetLinks(of: { readonly all: boolean }): Promise<{ readonly found: number }>
  /** Lifts the holds that we set because Belvo did not answer, if it answers now. */
  liftOwnHolds(): Promise<{ readonly lifted: number }>
}

/**
 * What forgetting asks of the hands, one step each. All may run again after a crash at any place, and
 * know by the erasure's id what is to be done.
 */
export interface ErasureActivities {
  /** Writes into the keyring who must stay forgotten, whatever a backup brings back. */
  setTombstones(of: ErasureOrder): Promise<void>
  /** Ends the runs of the erasure's links. */
  endRuns(of: ErasureOrder): Promise<void>
  /** Deletes the links at Belvo, and looks whether they are gone. */
  deleteAtBelvo(of: ErasureOrder): Promise<void>
  /** Destroys records and bodies, then the links' keys. */
  destroyRecords(of: ErasureOrder): Promise<void>
  issueReceipt(of: ErasureOrder): Promise<void>
  /** Deletes every run of the links from Temporal, and what arrived meanwhile from the inbox. */
  deleteRuns(of: ErasureOrder): Promise<void>
}

export interface ErasureOrder {
  readonly erasureId: string
}

/** What retention asks of the hands; counts only. */
export interface RetentionActivities {
  /** Deletes what is past its days, and drops the months of the inbox that are. */
  deletePastDays(): Promise<PastDaysDeleted>
  /** Begins to forget the links that were closed long enough ago. */
  eraseClosedLinks(): Promise<{ readonly erasures: number }>
  /** Deletes at Belvo the links that went stale thirty days ago. */
  disconnectStaleLinks(): Promise<{ readonly disconnected: number; readonly refused: number }>
}

export interface PastDaysDeleted {
  readonly inboxMonths: number
  readonly connections: number
  readonly snapshots: number
  readonly quarantinedAnswers: number
  readonly access: number
}

/** Nothing was asked of Belvo; the release of the hold wakes the link. */
export interface HeldBack {
  readonly kind: 'held'
  readonly held: Held
}

/** All durations in milliseconds, so that a test's year may last a second. */
export interface LinkPolicy {
  /** How long after opening the first data may take before we ask Belvo again. */
  readonly collectWithinMs: number
  /** How long between two such requests; Belvo refuses a second one within ten minutes. */
  readonly collectAgainAfterMs: number
  readonly collectAttemptsMax: number
}

export type ReadLinkOutcome =
  | {
      readonly kind: 'ours'
      readonly standing: Standing
      readonly policy: LinkPolicy
      readonly about: LinkAbout
    }
  /** Not found once: a second look after `againAfterMs` decides. */
  | { readonly kind: 'missing'; readonly againAfterMs: number }
  | { readonly kind: 'ended'; readonly standing: Standing }
  | { readonly kind: 'refused'; readonly code: string; readonly againAfterMs: number }
  | HeldBack

/** What operators may search for: opaque ids and codes. */
export interface LinkAbout {
  readonly institution: string
  readonly externalId: string | null
}

export type FetchOutcome =
  | {
      readonly kind: 'applied' | 'unchanged'
      readonly records: number
      readonly digest: string
      readonly notices: readonly number[]
      readonly standing: Standing
    }
  | { readonly kind: 'nothing_open'; readonly standing: Standing }
  | (HeldBack & { readonly standing: Standing })
  | {
      readonly kind:
        | 'needs_person'
        | 'quarantined'
        | 'refused'
        | 'short_answer'
        | 'second_look'
        | 'closed'
      readonly code: string
      readonly standing: Standing
    }

export interface RefreshOrder {
  readonly linkId: LinkId
  readonly actor: string
  readonly reason: string
}

export type RefreshOutcome =
  | { readonly kind: 'accepted'; readonly requestId: string }
  | { readonly kind: 'cooling_down'; readonly untilMs: number }
  | { readonly kind: 'refused'; readonly code: string }
  | HeldBack

export interface CloseOrder {
  readonly linkId: LinkId
  readonly ending: 'stale' | 'disconnected'
  readonly actor: string
  readonly reason: string
}

export type CloseOutcome =
  | { readonly kind: 'closed'; readonly standing: Standing }
  /** Something arrived meanwhile: the life goes on. */
  | { readonly kind: 'still_open'; readonly standing: Standing }
  | { readonly kind: 'refused'; readonly code: string }
  | HeldBack
