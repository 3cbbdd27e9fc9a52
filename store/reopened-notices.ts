import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Db, Tx } from './database.ts'
import type { NoticeFilter } from './notices.ts'
import { fits } from './notices.ts'

/** What was opened again about one link. */
export interface Reopened {
  readonly linkId: LinkId
  readonly notices: readonly number[]
}

/**
 * Opens the notices that fit, as if they had never been told. Left out: those that name nothing to
 * read, those of links whose life we ended or that are not ours, and those that somebody else is
 * writing at this moment; nothing is waited for, so that a reader of a link is never in the way.
 */
export async function reopen(tx: Tx, filter: NoticeFilter): Promise<Reopened[]> {
  const chosen = reopenable(tx, filter).select(['received_on', 'id']).forUpdate().skipLocked()
  const rows = await tx
    .with('chosen', () => chosen)
    .updateTable('inbox')
    .from('chosen')
    .set(untold)
    .whereRef('inbox.received_on', '=', 'chosen.received_on')
    .whereRef('inbox.id', '=', 'chosen.id')
    .returning(['link_id', sql<number>`inbox.id::float8`.as('id')])
    .execute()
  const byLink = Map.groupBy(rows, (row) => row.link_id as LinkId)
  return [...byLink].map(([linkId, of]) => ({ linkId, notices: of.map(({ id }) => id) }))
}

/** How many notices `reopen` would open, and of how many links. */
export async function countReopenable(
  db: Db,
  filter: NoticeFilter,
): Promise<{ notices: number; links: number }> {
  return await reopenable(db, filter)
    .select([
      sql<number>`count(*)::integer`.as('notices'),
      sql<number>`count(distinct link_id)::integer`.as('links'),
    ])
    .executeTakeFirstOrThrow()
}

function reopenable(db: Db | Tx, filter: NoticeFilter) {
  return db
    .selectFrom('inbox')
    .where('subject', 'is not', null)
    .where('link_id', 'is not', null)
    .where(
      sql<boolean>`not exists (
        select from links where links.link_id = inbox.link_id
          and (status in ('foreign', 'unknown') or disconnected_at is not null))`,
    )
    .where(fits(filter))
}

const untold = {
  state: 'open',
  state_reason: null,
  settled_at: null,
  read_started_at: null,
  claimed_until: null,
  dispatched_at: null,
  dispatch_again_at: null,
  dispatches: 0,
} as const
