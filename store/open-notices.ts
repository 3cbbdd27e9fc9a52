import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Resource, Subject } from '../domain/resource.ts'
import type { Db, Tx } from './database.ts'
import type { InboxTable } from './tables/inbox.ts'

/** Exactly the notices that a read is for: what arrives while it runs stays open. */
export interface OpenNotices {
  readonly ids: readonly number[]
  /** The newest total that one of them announced. */
  readonly announcedTotal: number | null
  /** Whether Belvo itself said that there is something to read. */
  readonly announced: boolean
  /** Whether we looked by ourselves, because nothing was heard. */
  readonly reconciling: boolean
  /** By the database's clock, in text: a `Date` would cut the microseconds off. */
  readonly readStartedAt: string
}

/** SQL: what is open about this subject of a link at this moment. */
export function openNotices(linkId: LinkId, subject: Subject) {
  return sql<OpenNotices>`(
    select jsonb_build_object(
      'ids', coalesce(jsonb_agg(id order by id), '[]'),
      'announcedTotal', (array_agg(announced_total order by id desc)
        filter (where announced_total is not null))[1],
      'announced', coalesce(bool_or(source = 'webhook'), false),
      'reconciling', coalesce(bool_or(source = 'reconcile'), false),
      'readStartedAt', clock_timestamp()::text)
    from inbox
    where state = 'open' and link_id = ${linkId} and subject = ${subject})`
}

export async function selectOpenNotices(
  db: Db,
  linkId: LinkId,
  subject: Subject,
): Promise<OpenNotices> {
  const { rows } = await sql<{ notices: OpenNotices }>`
    select ${openNotices(linkId, subject)} as notices`.execute(db)
  return (rows[0] as { notices: OpenNotices }).notices
}

export type Settlement =
  | { readonly state: 'applied' }
  | { readonly state: 'ignored' | 'quarantined' | 'stuck'; readonly reason: string }

/** Closes the selected notices, and no other. */
export async function settle(
  tx: Tx,
  linkId: LinkId,
  { ids, readStartedAt }: OpenNotices,
  as: Settlement,
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('inbox')
    .set({ ...settled(as), read_started_at: readStartedAt })
    .where('link_id', '=', linkId)
    .where('state', '=', 'open')
    .where(sql<boolean>`id = any(${ids}::bigint[])`)
    .execute()
}

/** A read that was applied answers as well what was set aside before it began. */
export async function settleSetAside(
  tx: Tx,
  linkId: LinkId,
  subject: Subject,
  { readStartedAt }: OpenNotices,
): Promise<void> {
  await tx
    .updateTable('inbox')
    .set({ ...settled({ state: 'applied' }), read_started_at: readStartedAt })
    .where('link_id', '=', linkId)
    .where('state', 'in', ['quarantined', 'stuck'])
    .where('subject', '=', subject)
    .where('received_at', '<', sql<Date>`${readStartedAt}::timestamptz`)
    .execute()
}

/** Whether a resource of the link is still to be read for some notice. */
export async function hasOpenResource(tx: Tx, linkId: LinkId): Promise<boolean> {
  const open = await tx
    .selectFrom('inbox')
    .select('id')
    .where('link_id', '=', linkId)
    .where('state', '=', 'open')
    .where('subject', 'in', ['EMPLOYMENTS', 'OWNERS'])
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}

/** Puts a wake-up for each of these that no notice is open about; returns how many there were. */
export async function wakeUnannounced(
  tx: Tx,
  linkId: LinkId,
  resources: readonly Resource[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into inbox (received_on, source, lane, state, subject, link_id, dedupe_key)
    select (now() at time zone 'utc')::date, 'reconcile', 'recurrent', 'open', subject, ${linkId},
      sha256(convert_to('unannounced/' || ${linkId}::text || '/' || subject || '/'
        || clock_timestamp(), 'utf8'))
    from unnest(${resources}::text[]) as named(subject)
    where not exists (
      select from inbox
      where link_id = ${linkId} and state = 'open' and inbox.subject = named.subject
    )`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Closes everything that is open about a link whose life is over. */
export async function ignoreOpenNotices(tx: Tx, linkId: LinkId, reason: string): Promise<void> {
  await tx
    .updateTable('inbox')
    .set(settled({ state: 'ignored', reason }))
    .where('link_id', '=', linkId)
    .where('state', '=', 'open')
    .execute()
}

function settled(as: Settlement) {
  const reason = as.state === 'applied' ? null : as.reason
  const state: InboxTable['state'] = as.state
  return { state, state_reason: reason, settled_at: sql<Date>`clock_timestamp()` }
}
