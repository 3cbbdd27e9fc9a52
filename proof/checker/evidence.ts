/**
 * What a run left behind: the database, Temporal's histories and what the simulator sent, as plain
 * values. Instants are milliseconds since 1970, with PostgreSQL's microseconds behind the point.
 */
export interface Evidence {
  readonly notices: readonly NoticeRow[]
  readonly links: readonly LinkRow[]
  readonly holds: readonly Hold[]
  /** Every state of a link's row that was ever committed, in that order; empty without a witness. */
  readonly versions: readonly LinkVersion[]
  readonly facts: readonly FactRow[]
  readonly runs: readonly Run[]
  readonly readings: readonly Reading[]
  readonly deliveries: readonly Delivery[]
  readonly requests: readonly BelvoRequest[]
  /** The links of our institution that Belvo has now. */
  readonly linksAtBelvo: readonly string[]
  readonly holdings: readonly Holding[]
  readonly writings: readonly Writing[]
  readonly canaries: readonly Canary[]
  /** The moment that the database shows. */
  readonly gatheredAtMs: number
  /** When the last fault ended, and how long after it everything may take. */
  readonly calm: { readonly atMs: number; readonly withinMs: number }
}

export type Subject = 'LINK' | 'EMPLOYMENTS' | 'OWNERS'

export interface NoticeRow {
  readonly id: number
  readonly receivedOn: string
  readonly source: string
  readonly state: string
  readonly reason: string | null
  readonly subject: Subject | null
  readonly linkId: string | null
  /** Null for what no webhook brought. */
  readonly event: string | null
  readonly announcedTotal: number | null
  readonly receivedAtMs: number
  readonly readStartedAtMs: number | null
  readonly settledAtMs: number | null
}

export interface LinkRow {
  readonly linkId: string
  readonly status: string
  readonly reason: string | null
}

/** Calls to Belvo about one link, or all of them, were held back. */
export interface Hold {
  readonly linkId: string | null
  readonly fromMs: number
  /** Null while it is in force. */
  readonly untilMs: number | null
}

export interface LinkVersion {
  readonly linkId: string
  readonly revision: number
  readonly employmentsReadAtMs: number | null
  readonly ownersReadAtMs: number | null
  readonly retrievedAtMs: number | null
}

export interface FactRow {
  readonly position: number
  readonly linkId: string
  readonly kind: string
  /** All that the fact says, and what made us write it: equal texts are the same fact. */
  readonly content: string
  readonly causedByNotices: boolean
}

/** One run of a link's workflow. */
export interface Run {
  readonly linkId: string
  readonly runId: string
  readonly isOpen: boolean
  readonly events: number
}

/** An answer that an activity took from Belvo, as the history tells it. */
export interface Reading {
  readonly linkId: string
  readonly records: number
  readonly notices: readonly number[]
}

/** One attempt of the simulator to bring one webhook. */
export interface Delivery {
  readonly number: number
  readonly event: string
  readonly linkId: string
  /** What the door answered; null where it gave no answer, or was never asked. */
  readonly status: number | null
  readonly isFinal: boolean
}

export interface BelvoRequest {
  readonly atMs: number
  readonly method: string
  readonly path: string
  readonly status: number
}

/** What Belvo shows of a link's records and what our tables hold, one line for each value. */
export interface Holding {
  readonly linkId: string
  readonly atBelvo: readonly string[]
  readonly ours: readonly string[]
}

/** Something that was written where no person's data may be. */
export interface Writing {
  readonly name: string
  readonly text: string
}

/** A value of an invented person; `label` says which without telling it. */
export interface Canary {
  readonly label: string
  readonly value: string
}

/** What makes two webhooks tell of the same event. */
export function eventOf(of: {
  readonly link_id: string | null
  readonly webhook_type: string | null
  readonly webhook_code: string | null
  readonly request_id: string | null
}): string {
  return [of.link_id, of.webhook_type, of.webhook_code, of.request_id].join('/')
}
