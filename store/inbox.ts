import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Lane } from '../domain/notice.ts'
import type { Subject } from '../domain/resource.ts'
import type { Db, Tx } from './database.ts'
import { dedupeKey } from './dedupe-key.ts'

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

type State = 'open' | 'ignored'

/** Of a row of `links`: why nothing is fetched for it; null where something is. */
export const endedReason = sql<string | null>`
  case when status in ('foreign', 'unknown', 'erasing', 'erased') then 'link_' || status
       when status = 'deleted' and reason = 'disconnected' then 'link_disconnected' end`

/** Nothing is fetched for a link that is not ours to follow, that we disconnected or forgot. */
function openUnlessEnded(linkId: LinkId) {
  const ended = sql<string | null>`(select ${endedReason} from links where link_id = ${linkId})`
  return {
    state: sql<State>`case when ${ended} is null then 'open' else 'ignored' end`,
    state_reason: ended,
  }
}
