import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Lane, NoticeEnvelope, Verdict } from '../domain/notice.ts'
import type { Subject } from '../domain/resource.ts'
import type { DataKey, SealedPlace } from '../vault/sealed.ts'
import { seal } from '../vault/sealed.ts'
import type { Db, Tx } from './database.ts'
import { dedupeKey, noticeDedupeKey } from './dedupe-key.ts'

export interface ArrivedNotice {
  /** The day of arrival in UTC, `2026-11-23`: a repetition counts as one within this day. */
  readonly receivedOn: string
  readonly body: Buffer
  readonly envelope: NoticeEnvelope | null
  readonly verdict: Verdict
}

export type Receipt =
  | { readonly kind: 'archived'; readonly inboxId: string }
  | {
      readonly kind: 'parked' | 'ignored'
      readonly inboxId: string
      readonly reason: string | null
    }
  | { readonly kind: 'duplicate'; readonly inboxId: string; readonly copies: number }

/**
 * Keeps a notice with its body sealed, in one statement. The unique key on (day, dedupe key) alone
 * tells a repetition, so any number of doors may take the same notice at once.
 */
export async function archiveNotice(
  db: Db,
  arrived: ArrivedNotice,
  doorKey: DataKey,
): Promise<Receipt> {
  const { receivedOn, envelope, verdict, body } = arrived
  const sameNotice = noticeDedupeKey(envelope, body)
  const linkId = envelope?.linkId ?? null
  const row = await db
    .insertInto('inbox')
    .values({
      received_on: receivedOn,
      source: 'webhook',
      lane: verdict.kind === 'open' ? verdict.lane : 'recurrent',
      ...standing(verdict),
      subject: verdict.kind === 'open' ? verdict.subject : null,
      link_id: linkId,
      webhook_id: envelope?.webhookId ?? null,
      webhook_type: envelope?.webhookType ?? null,
      webhook_code: envelope?.webhookCode ?? null,
      process_type: envelope?.processType ?? null,
      request_id: envelope?.requestId ?? null,
      announced_total: verdict.kind === 'open' ? verdict.announcedTotal : null,
      dedupe_key: sameNotice,
      body: unlessForgotten(linkId, seal(doorKey, body, noticeBodyPlace(receivedOn, sameNotice))),
    })
    .onConflict((same) =>
      same
        .columns(['received_on', 'dedupe_key'])
        .doUpdateSet((eb) => ({ copies: eb('inbox.copies', '+', 1) })),
    )
    .returning(['id', 'copies', 'state', 'state_reason'])
    .executeTakeFirstOrThrow()
  if (row.copies > 1) return { kind: 'duplicate', inboxId: row.id, copies: row.copies }
  if (row.state !== 'parked' && row.state !== 'ignored')
    return { kind: 'archived', inboxId: row.id }
  return { kind: row.state, inboxId: row.id, reason: row.state_reason }
}

/** A reason of our own to look at a link. */
export interface WakeUp {
  readonly source: 'redirect' | 'operator'
  readonly at: Date
  readonly linkId: LinkId
  readonly subject: Subject
  readonly lane: Lane
  readonly connectionId?: string
  readonly actor?: string
  /** What makes two wake-ups of one day the same: a connection's id, an idempotency key. */
  readonly occasion: string
}

/** Puts a wake-up into the inbox; the same one again that day only raises its `copies`. */
export async function recordWakeUp(
  db: Db | Tx,
  wakeUp: WakeUp,
): Promise<{ inboxId: string; isNew: boolean }> {
  const { source, at, linkId, subject, lane, occasion } = wakeUp
  const row = await db
    .insertInto('inbox')
    .values({
      received_on: dayOf(at),
      source,
      lane,
      ...(source === 'operator' ? { state: 'open' as const } : openUnlessEnded(linkId)),
      subject,
      link_id: linkId,
      connection_id: wakeUp.connectionId ?? null,
      actor: wakeUp.actor ?? null,
      dedupe_key: dedupeKey([source, subject, linkId, occasion]),
    })
    .onConflict((same) =>
      same
        .columns(['received_on', 'dedupe_key'])
        .doUpdateSet((eb) => ({ copies: eb('inbox.copies', '+', 1) })),
    )
    .returning(['id', 'copies'])
    .executeTakeFirstOrThrow()
  return { inboxId: row.id, isNew: row.copies === 1 }
}

/** The UTC day of an instant, `2026-11-23`. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** Where a notice's body stands: named by its unique key, as its id is not known before the insert. */
export function noticeBodyPlace(receivedOn: string, sameNotice: Buffer): SealedPlace {
  return { table: 'inbox', row: `${receivedOn}/${sameNotice.toString('hex')}`, column: 'body' }
}

type State = 'open' | 'ignored' | 'parked'

function standing(verdict: Verdict) {
  return verdict.kind === 'open'
    ? openUnlessEnded(verdict.linkId)
    : { state: verdict.kind, state_reason: verdict.reason }
}

/** Of a person who is forgotten no body is kept. */
const unlessForgotten = (linkId: LinkId | null, body: Buffer) => sql<Buffer | null>`(
  select ${body}::bytea
  where not exists (select from links where link_id = ${linkId}::uuid and erasure_id is not null))`

/** Nothing is fetched for a link that is not ours to follow, that we disconnected or forgot. */
function openUnlessEnded(linkId: LinkId) {
  const ended: RawBuilder<string | null> = sql`(
    select case when status in ('foreign', 'unknown', 'erasing', 'erased') then 'link_' || status
                when status = 'deleted' and reason = 'disconnected' then 'link_disconnected' end
    from links where link_id = ${linkId})`
  return {
    state: sql<State>`case when ${ended} is null then 'open' else 'ignored' end`,
    state_reason: ended,
  }
}
