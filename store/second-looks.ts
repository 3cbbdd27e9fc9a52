import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Resource } from '../domain/resource.ts'
import type { Tx } from './database.ts'
import type { OpenNotices } from './open-notices.ts'

/** Something that one answer of Belvo does not prove. */
export interface Finding {
  readonly linkId: LinkId
  readonly resource: Resource
  /** Keyed digest of what was found: an equal one is the same finding. */
  readonly digest: Buffer
  /** The read that found it. */
  readonly readStartedAt: string
}

/**
 * Whether this was found before, by a read at least `gapMs` earlier: then it counts, and is forgotten
 * here. Otherwise it is remembered; another finding starts the wait afresh.
 */
export async function isFoundTwice(
  tx: Tx,
  { linkId, resource, digest, readStartedAt }: Finding,
  gapMs: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from second_looks
    where link_id = ${linkId} and resource = ${resource} and finding = ${digest}
      and found_at <= ${readStartedAt}::timestamptz - ${gapMs} * interval '1 millisecond'`.execute(
    tx,
  )
  if (numAffectedRows === 1n) return true
  await sql`
    insert into second_looks (link_id, resource, finding, found_at)
    values (${linkId}, ${resource}, ${digest}, ${readStartedAt})
    on conflict (link_id, resource) do update
    set finding = excluded.finding, found_at = excluded.found_at
    where second_looks.finding <> excluded.finding`.execute(tx)
  return false
}

/** SQL: whether the next read of this resource is a second look. */
export function isLookedAtAgain(linkId: LinkId, resource: Resource) {
  return sql<boolean>`exists (
    select from second_looks where link_id = ${linkId} and resource = ${resource})`
}

/** What was found is not there any more. */
export async function forgetFinding(tx: Tx, linkId: LinkId, resource: Resource): Promise<void> {
  await tx
    .deleteFrom('second_looks')
    .where('link_id', '=', linkId)
    .where('resource', '=', resource)
    .execute()
}

/**
 * Puts a wake-up of our own into the inbox, due after `afterMs`, unless one waits already that is not
 * among the notices `answered` by this very read.
 */
export async function lookAgain(
  tx: Tx,
  { linkId, resource }: Finding,
  answered: readonly number[],
  afterMs: number,
): Promise<void> {
  await sql`
    insert into inbox (received_on, source, lane, state, subject, link_id, dedupe_key, claimed_until)
    select (now() at time zone 'utc')::date, 'second_look', 'recurrent', 'open', ${resource},
      ${linkId}, sha256(convert_to('second look/' || ${linkId}::text || '/' || ${resource}::text
        || '/' || clock_timestamp(), 'utf8')), now() + ${afterMs} * interval '1 millisecond'
    where not exists (
      select from inbox
      where link_id = ${linkId} and state = 'open' and subject = ${resource}
        and source = 'second_look' and id <> all(${answered}::bigint[])
    )`.execute(tx)
}

/** Tells these notices again after `afterMs`: they stay open until the second look has answered. */
export async function putOff(tx: Tx, { ids }: OpenNotices, afterMs: number): Promise<void> {
  await sql`
    update inbox
    set dispatched_at = null, dispatch_again_at = null,
      claimed_until = now() + ${afterMs} * interval '1 millisecond'
    where state = 'open' and id = any(${ids}::bigint[])`.execute(tx)
}
