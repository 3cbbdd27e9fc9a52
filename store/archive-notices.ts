import { sql } from 'kysely'
import type { NoticeEnvelope, Verdict } from '../domain/notice.ts'
import type { NoticeState } from '../domain/notice-state.ts'
import type { DataKey, SealedPlace } from '../vault/sealed.ts'
import { seal } from '../vault/sealed.ts'
import type { Db } from './database.ts'
import { noticeDedupeKey } from './dedupe-key.ts'
import { endedReason } from './inbox.ts'

export interface ArrivedNotice {
  /** The day of arrival in UTC, `2026-11-23`: a repetition counts as one within this day. */
  readonly receivedOn: string
  readonly body: Buffer
  readonly envelope: NoticeEnvelope | null
  readonly verdict: Verdict
  /** The key of the month of arrival, which seals the body. */
  readonly doorKey: DataKey
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
 * Keeps notices with their bodies sealed, all in one statement, and answers for each in their order;
 * null for what is there already. The unique key on (day, dedupe key) alone tells a repetition, so any
 * number of doors may take the same notice at once, and one of them may take it twice.
 */
export async function archiveNotices(
  db: Db,
  arrived: readonly ArrivedNotice[],
): Promise<(Receipt | null)[]> {
  const rows = arrived.map(rowOf)
  const inserted = await insert(db, rows)
  return rows.map((row) => {
    const place = placeOf(row)
    const receipt = inserted.get(place) ?? null
    inserted.delete(place)
    return receipt
  })
}

/**
 * Counts one more arrival of a notice that is there. Apart from the others, because it waits for
 * whoever works on that notice.
 */
export async function countCopy(
  db: Db,
  { receivedOn, envelope, body }: ArrivedNotice,
): Promise<Receipt> {
  const row = await db
    .updateTable('inbox')
    .set((eb) => ({ copies: eb('copies', '+', 1) }))
    .where('received_on', '=', receivedOn)
    .where('dedupe_key', '=', noticeDedupeKey(envelope, body))
    .returning(['id', 'copies'])
    .executeTakeFirstOrThrow()
  return { kind: 'duplicate', inboxId: row.id, copies: row.copies }
}

/** Where a notice's body stands: named by its unique key, as its id is not known before the insert. */
export function noticeBodyPlace(receivedOn: string, sameNotice: Buffer): SealedPlace {
  return { table: 'inbox', row: rowName(receivedOn, sameNotice), column: 'body' }
}

/** Answers what is new, by its place. */
async function insert(db: Db, rows: readonly Row[]): Promise<Map<string, Receipt>> {
  const names = Object.keys(columns) as (keyof Row)[]
  const lists = names.map(
    (name) => sql`${rows.map((row) => row[name])}::${sql.raw(columns[name])}[]`,
  )
  // In the order of their keys, or two statements with the same notices could wait for each other.
  // Of a person who is forgotten no body is kept.
  const { rows: inserted } = await sql<{
    id: string
    state: NoticeState
    state_reason: string | null
    received_on: string
    dedupe_key: Buffer
  }>`
    insert into inbox (
      received_on, source, lane, state, state_reason, subject, link_id, webhook_id, webhook_type,
      webhook_code, process_type, request_id, announced_total, dedupe_key, body
    )
    select
      received_on, 'webhook', lane,
      case when state = 'open' and ${endedReason} is not null then 'ignored' else state end,
      case when state = 'open' then ${endedReason} else state_reason end,
      subject, link_id, webhook_id, webhook_type,
      webhook_code, process_type, request_id, announced_total, dedupe_key,
      case when links.erasure_id is null then body end
    from unnest(${sql.join(lists)}) as arrived (${sql.raw(names.join(', '))})
    left join links using (link_id)
    order by received_on, dedupe_key
    on conflict (received_on, dedupe_key) do nothing
    returning id, state, state_reason, received_on::text, dedupe_key`.execute(db)
  return new Map(
    inserted.map(({ id: inboxId, state, state_reason: reason, ...row }) => [
      placeOf(row),
      state === 'parked' || state === 'ignored'
        ? { kind: state, inboxId, reason }
        : { kind: 'archived', inboxId },
    ]),
  )
}

type Row = ReturnType<typeof rowOf>

const columns = {
  received_on: 'date',
  lane: 'text',
  state: 'text',
  state_reason: 'text',
  subject: 'text',
  link_id: 'uuid',
  webhook_id: 'text',
  webhook_type: 'text',
  webhook_code: 'text',
  process_type: 'text',
  request_id: 'text',
  announced_total: 'integer',
  dedupe_key: 'bytea',
  body: 'bytea',
} as const

function rowOf({ receivedOn, envelope, verdict, body, doorKey }: ArrivedNotice) {
  const isOpen = verdict.kind === 'open'
  const sameNotice = noticeDedupeKey(envelope, body)
  return {
    received_on: receivedOn,
    lane: isOpen ? verdict.lane : 'recurrent',
    state: verdict.kind,
    state_reason: isOpen ? null : verdict.reason,
    subject: isOpen ? verdict.subject : null,
    link_id: envelope?.linkId ?? null,
    webhook_id: envelope?.webhookId ?? null,
    webhook_type: envelope?.webhookType ?? null,
    webhook_code: envelope?.webhookCode ?? null,
    process_type: envelope?.processType ?? null,
    request_id: envelope?.requestId ?? null,
    announced_total: isOpen ? verdict.announcedTotal : null,
    dedupe_key: sameNotice,
    body: seal(doorKey, body, noticeBodyPlace(receivedOn, sameNotice)),
  } satisfies Record<keyof typeof columns, unknown>
}

const placeOf = (row: { received_on: string; dedupe_key: Buffer }) =>
  rowName(row.received_on, row.dedupe_key)
const rowName = (receivedOn: string, key: Buffer) => `${receivedOn}/${key.toString('hex')}`
