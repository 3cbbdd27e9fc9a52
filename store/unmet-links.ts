import type { NotNull } from 'kysely'
import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Db } from './database.ts'

/**
 * External ids of people who went to the widget and of whom nothing was heard since: at most fifty,
 * the oldest first, of connections begun between `olderThanMs` and `youngerThanMs` ago.
 */
export async function unansweredExternalIds(
  db: Db,
  { olderThanMs, youngerThanMs }: { olderThanMs: number; youngerThanMs: number },
): Promise<string[]> {
  const ago = (ms: number) => sql<Date>`now() - ${ms} * interval '1 millisecond'`
  const rows = await db
    .selectFrom('connections')
    .select('external_id')
    .where('reconnects_link_id', 'is', null)
    .$narrowType<{ external_id: NotNull }>()
    .where('state', 'in', ['started', 'returned'])
    .where('started_at', '<', ago(olderThanMs))
    .where('started_at', '>', ago(youngerThanMs))
    .orderBy('started_at')
    .limit(50)
    .execute()
  return rows.map((row) => row.external_id)
}

/** Which of these links we have never met. */
export async function unmetOf(db: Db, linkIds: readonly LinkId[]): Promise<LinkId[]> {
  const { rows } = await sql<{ id: LinkId }>`
    select id from unnest(${linkIds}::uuid[]) as id
    where not exists (select from links where link_id = id)`.execute(db)
  return rows.map((row) => row.id)
}

/** Puts a wake-up for each of these links into the inbox, once a day at most. */
export async function meetLinks(
  db: Db,
  linkIds: readonly LinkId[],
  source: 'reconcile' | 'adopt',
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into inbox (received_on, source, lane, state, subject, link_id, dedupe_key)
    select (now() at time zone 'utc')::date, ${source}, 'recurrent', 'open', subject, id,
      sha256(convert_to('unmet/' || id || '/' || subject, 'utf8'))
    from unnest(${linkIds}::uuid[]) as id,
      unnest(array['LINK', 'EMPLOYMENTS', 'OWNERS']) as subject
    on conflict do nothing`.execute(db)
  return Number(numAffectedRows ?? 0)
}
