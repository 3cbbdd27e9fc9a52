import { sql } from 'kysely'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { NoticeState } from '../domain/notice-state.ts'
import { dismissibleStates, retriableStates } from '../domain/notice-state.ts'
import type { Db, Tx } from './database.ts'
import { appendToEach } from './ledger.ts'
import type { NoticeFilter } from './notices.ts'
import { fits } from './notices.ts'
import type { Reopened } from './reopened-notices.ts'
import { reopen } from './reopened-notices.ts'

/** Who decides, and why. */
export interface Decision {
  readonly actor: string
  readonly reason: string
}

export type NoticeOutcome =
  | { readonly kind: 'done'; readonly linkId: LinkId | null }
  | { readonly kind: 'notice_unknown' }
  | { readonly kind: 'not_waiting'; readonly state: NoticeState }
  /** It names nothing that we could read. */
  | { readonly kind: 'not_understood'; readonly linkId: LinkId | null }
  | { readonly kind: 'link_ended'; readonly linkId: LinkId }

/** Has one notice told again, at once; who asked and why goes into the link's ledger. */
export async function retryNotice(db: Db, id: string, by: Decision): Promise<NoticeOutcome> {
  return await db.transaction().execute(async (tx): Promise<NoticeOutcome> => {
    const notice = await lockNotice(tx, id)
    if (!notice) return { kind: 'notice_unknown' }
    const { state, linkId } = notice
    if (state === 'parked') return { kind: 'not_understood', linkId }
    if (!linkId || !isOneOf(retriableStates, state)) return { kind: 'not_waiting', state }
    const [reopened] = await retry(tx, { states: [state], noticeId: id }, by)
    return reopened ? { kind: 'done', linkId } : { kind: 'link_ended', linkId }
  })
}

/** The same for all notices that fit; those that somebody is writing at this moment are left out. */
export async function retryNotices(
  db: Db,
  filter: NoticeFilter,
  by: Decision,
): Promise<readonly Reopened[]> {
  return await db.transaction().execute((tx) => retry(tx, filter, by))
}

/** Puts a notice away for good. Its row keeps who did it and why, as it may name no link. */
export async function dismissNotice(db: Db, id: string, by: Decision): Promise<NoticeOutcome> {
  return await db.transaction().execute(async (tx): Promise<NoticeOutcome> => {
    const notice = await lockNotice(tx, id)
    if (!notice) return { kind: 'notice_unknown' }
    const { state, linkId } = notice
    if (!isOneOf(dismissibleStates, state)) return { kind: 'not_waiting', state }
    await dismiss(tx, { states: [state], noticeId: id }, by)
    return { kind: 'done', linkId }
  })
}

/** Puts away all notices that fit, for good. */
export async function dismiss(tx: Tx, filter: NoticeFilter, by: Decision): Promise<void> {
  await tx
    .updateTable('inbox')
    .set({
      state: 'ignored',
      state_reason: 'dismissed',
      settled_at: sql<Date>`clock_timestamp()`,
      dismissed_by: by.actor,
      dismissed_because: by.reason,
    })
    .where(fits(filter))
    .execute()
}

async function retry(tx: Tx, filter: NoticeFilter, { actor, reason }: Decision) {
  const reopened = await reopen(tx, filter)
  const fact: LinkFact = { kind: 'NoticesRetried', detail: { actor, reason } }
  await appendToEach(tx, reopened, fact, 'retryNotices')
  return reopened
}

const isOneOf = (states: readonly NoticeState[], state: NoticeState) => states.includes(state)

async function lockNotice(tx: Tx, id: string) {
  const row = await tx
    .selectFrom('inbox')
    .select(['state', 'link_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && { state: row.state, linkId: row.link_id as LinkId | null }
}
