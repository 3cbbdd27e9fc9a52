import type { ExpressionBuilder, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { NoticeState } from '../domain/notice-state.ts'
import type { Subject } from '../domain/resource.ts'
import type { Db } from './database.ts'
import { isWaiting } from './held-links.ts'
import type { Database } from './tables/database.ts'
import type { InboxTable } from './tables/inbox.ts'

/** A notice or wake-up as whoever is on call sees it: ids, codes and instants, never its body. */
export interface NoticeView {
  readonly noticeId: string
  readonly state: NoticeState
  readonly stateReason: string | null
  readonly source: InboxTable['source']
  readonly subject: InboxTable['subject']
  readonly linkId: LinkId | null
  readonly webhookType: string | null
  readonly webhookCode: string | null
  readonly requestId: string | null
  readonly receivedAt: Date
  readonly copies: number
  readonly dispatches: number
  readonly dispatchAgainAt: Date | null
  readonly settledAt: Date | null
  readonly dismissedBy: string | null
  readonly dismissedBecause: string | null
}

export interface NoticeFilter {
  readonly states: readonly NoticeState[]
  readonly noticeId?: string | undefined
  readonly subject?: Subject | undefined
  readonly linkId?: LinkId | undefined
  readonly webhookType?: string | undefined
  readonly receivedAfter?: Date | undefined
  readonly receivedBefore?: Date | undefined
}

/** Where a page of notices ended. */
export interface NoticePosition {
  /** ISO instant with the microseconds of PostgreSQL, which a `Date` would lose. */
  readonly receivedAt: string
  readonly noticeId: string
}

/** Notices that fit the filter, the oldest first. What is open about a held link shows as `held`. */
export async function listNotices(
  db: Db,
  filter: NoticeFilter,
  { after, limit }: { after?: NoticePosition | undefined; limit: number },
): Promise<{ notices: NoticeView[]; next: NoticePosition | null }> {
  const rows = await db
    .selectFrom('inbox')
    .select([...columns, exactReceivedAt.as('received_at_exact'), stateShown.as('state')])
    .where(fits({ ...filter, states: statesKept(filter.states) }))
    .where(stateShown, 'in', filter.states)
    .$if(after !== undefined, (some) =>
      some.where(
        sql<boolean>`(received_at, id) > (${after?.receivedAt}::timestamptz, ${after?.noticeId}::bigint)`,
      ),
    )
    .orderBy('received_at')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return {
    notices: shown.map(toView),
    next: isMore ? { receivedAt: last.received_at_exact, noticeId: last.id } : null,
  }
}

/** The condition on `inbox` that a filter stands for. */
export function fits(filter: NoticeFilter) {
  const { states, noticeId, subject, linkId, webhookType, receivedAfter, receivedBefore } = filter
  return (is: ExpressionBuilder<Database, 'inbox'>) =>
    is.and([
      is('state', 'in', states),
      ...(noticeId ? [is('id', '=', noticeId)] : []),
      ...(subject ? [is('subject', '=', subject)] : []),
      ...(linkId ? [is('link_id', '=', linkId)] : []),
      ...(webhookType ? [is('webhook_type', '=', webhookType)] : []),
      ...(receivedAfter ? [is('received_at', '>', receivedAfter)] : []),
      ...(receivedBefore ? [is('received_at', '<', receivedBefore)] : []),
    ])
}

// A hold is over links, so that no row of theirs has to change when it comes or goes.
const stateShown = sql<NoticeState>`case
  when state = 'open' and ${isWaiting} then 'held' else state end`

function statesKept(states: readonly NoticeState[]): readonly NoticeState[] {
  return states.includes('held') ? [...states, 'open'] : states
}

const exactReceivedAt = sql<string>`to_char(received_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const columns = [
  'id',
  'state_reason',
  'source',
  'subject',
  'link_id',
  'webhook_type',
  'webhook_code',
  'request_id',
  'received_at',
  'copies',
  'dispatches',
  'dispatch_again_at',
  'settled_at',
  'dismissed_by',
  'dismissed_because',
] as const

type NoticeRow = Pick<Selectable<InboxTable>, (typeof columns)[number] | 'state'>

function toView(row: NoticeRow): NoticeView {
  return {
    noticeId: row.id,
    state: row.state,
    stateReason: row.state_reason,
    source: row.source,
    subject: row.subject,
    linkId: row.link_id as LinkId | null,
    webhookType: row.webhook_type,
    webhookCode: row.webhook_code,
    requestId: row.request_id,
    receivedAt: row.received_at,
    copies: row.copies,
    dispatches: row.dispatches,
    dispatchAgainAt: row.dispatch_again_at,
    settledAt: row.settled_at,
    dismissedBy: row.dismissed_by,
    dismissedBecause: row.dismissed_because,
  }
}
