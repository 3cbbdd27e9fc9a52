import { sql } from 'kysely'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import { liveStatuses } from '../domain/link-status.ts'
import type { Db } from './database.ts'
import { isWaiting } from './held-links.ts'
import type { InboxTable } from './tables/inbox.ts'

/** One thing that happened around a link; `at` is an ISO instant with microseconds. */
export type TimelineEntry = NoticeEntry | FactEntry | ConnectionEntry | HoldEntry

export interface NoticeEntry {
  readonly source: 'notice'
  readonly at: string
  readonly noticeId: string
  readonly origin: InboxTable['source']
  readonly subject: InboxTable['subject']
  readonly webhookType: string | null
  readonly webhookCode: string | null
  readonly requestId: string | null
  readonly announcedTotal: number | null
  readonly copies: number
  readonly actor: string | null
  readonly state: InboxTable['state']
  readonly stateReason: string | null
  readonly dismissedBy: string | null
  readonly dismissedBecause: string | null
  readonly wasDispatched: boolean
  readonly settledAfterMs: number | null
}

export interface FactEntry {
  readonly source: 'fact'
  readonly at: string
  readonly kind: string
  readonly detail: LinkFact['detail']
}

/** A connection that led to this link, or claims to, was begun; its other moments are notices and facts. */
export interface ConnectionEntry {
  readonly source: 'connection'
  readonly at: string
  readonly connectionId: string
  readonly accessMode: string
  /** The name of the key that began it. */
  readonly actor: string
}

/** Calls to Belvo about the link were held, or that was lifted. */
export interface HoldEntry {
  readonly source: 'hold'
  readonly at: string
  readonly kind: 'HoldPlaced' | 'HoldReleased'
  readonly isOverAll: boolean
  readonly actor: string
  readonly reason: string
}

/** Where a page of a timeline ended. */
export interface TimelinePosition {
  readonly at: string
  readonly rank: number
  readonly tie: string
}

/** Everything we know to have happened around a link, the oldest first. */
export async function readTimeline(
  db: Db,
  linkId: LinkId,
  { after, limit }: { after?: TimelinePosition | undefined; limit: number },
): Promise<{ entries: TimelineEntry[]; next: TimelinePosition | null }> {
  const { rows } = await sql<{ rank: number; tie: string; entry: TimelineEntry }>`
    select rank, tie, jsonb_build_object('at', ${isoMicros}) || entry as entry
    from (
      ${connections(linkId)} union all ${notices(linkId)} union all ${facts(linkId)}
      union all ${holdsPlaced(linkId)} union all ${holdsReleased(linkId)}
    ) as happened
    ${
      after
        ? sql`where (at, rank, tie) > (${after.at}::timestamptz, ${after.rank}::integer, ${after.tie})`
        : sql``
    }
    order by at, rank, tie
    limit ${limit + 1}`.execute(db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    entries: shown.map(({ entry }) => entry),
    next:
      last && rows.length > limit ? { at: last.entry.at, rank: last.rank, tie: last.tie } : null,
  }
}

const isoMicros = sql`to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const connections = (linkId: LinkId) => sql`
  select started_at as at, 1 as rank, id::text as tie, jsonb_build_object(
    'source', 'connection', 'connectionId', id, 'accessMode', access_mode, 'actor', api_key) as entry
  from connections
  where (link_id = ${linkId} or claimed_link_id = ${linkId}) and reconnects_link_id is null`

const notices = (linkId: LinkId) => sql`
  select received_at, 2, lpad(id::text, 20, '0'), jsonb_build_object(
    'source', 'notice', 'noticeId', id::text, 'origin', source, 'subject', subject,
    'webhookType', webhook_type, 'webhookCode', webhook_code, 'requestId', request_id,
    'announcedTotal', announced_total, 'copies', copies, 'actor', actor,
    'state', case when state = 'open' and ${isWaiting} then 'held' else state end,
    'stateReason', state_reason, 'dismissedBy', dismissed_by, 'dismissedBecause', dismissed_because,
    'wasDispatched', dispatched_at is not null,
    'settledAfterMs', round(extract(epoch from settled_at - received_at) * 1000))
  from inbox where link_id = ${linkId}`

const facts = (linkId: LinkId) => sql`
  select known_at, 3, lpad(position::text, 20, '0'), jsonb_build_object(
    'source', 'fact', 'kind', kind, 'detail', detail)
  from ledger where link_id = ${linkId} and sealed_in is null`

const holdsPlaced = (linkId: LinkId) => sql`
  select held_at, 4, id::text, jsonb_build_object('source', 'hold', 'kind', 'HoldPlaced',
    'isOverAll', link_id is null, 'actor', actor, 'reason', reason)
  from holds where ${concerns(linkId)}`

const holdsReleased = (linkId: LinkId) => sql`
  select released_at, 5, id::text, jsonb_build_object('source', 'hold', 'kind', 'HoldReleased',
    'isOverAll', link_id is null, 'actor', released_by, 'reason', release_reason)
  from holds where released_at is not null and ${concerns(linkId)}`

/** Of the holds over all links those that fell into this one's life. */
const concerns = (linkId: LinkId) => sql`(link_id = ${linkId} or (link_id is null and exists (
  select from links where links.link_id = ${linkId}
    and opened_at < coalesce(released_at, 'infinity')
    and (status = any(${[...liveStatuses]}) or updated_at > held_at))))`
