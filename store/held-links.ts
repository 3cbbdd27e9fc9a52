import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Held } from '../domain/hold.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Db, Tx } from './database.ts'
import { groundlessLinks } from './groundless-links.ts'

/** SQL: whether calls to Belvo about a link are held; cheap for a whole inbox. */
export const isHeld = (linkId: RawBuilder<unknown>) => sql<boolean>`(
  exists (select from holds where released_at is null and link_id is null)
  or ${linkId} in (select link_id from holds where released_at is null and link_id is not null))`

/** SQL on a row of `inbox`: whether it waits for a release, or for a ground to read what it asks for. */
export const isWaiting = sql<boolean>`(${isHeld(sql`inbox.link_id`)}
  or (inbox.subject <> 'LINK' and inbox.link_id in ${groundlessLinks}))`

/** SQL: the oldest hold over a link, or null. */
export const heldBy = (linkId: RawBuilder<unknown>) => sql<Held | null>`(
  select jsonb_build_object('sinceMs', floor(extract(epoch from held_at) * 1000),
    'by', actor, 'reason', reason)
  from holds
  where released_at is null and (holds.link_id is null or holds.link_id = ${linkId})
  order by held_at limit 1)`

/** Makes sure that something is open about a held link, so that its release wakes the workflow. */
export async function awaitRelease(db: Db, linkId: LinkId): Promise<void> {
  await sql`
    insert into inbox (received_on, source, lane, state, subject, link_id, dedupe_key)
    select (now() at time zone 'utc')::date, 'hold', 'recurrent', 'open', 'LINK', ${linkId},
      sha256(convert_to('hold/' || ${linkId}::text || '/' || clock_timestamp(), 'utf8'))
    where not exists (select from inbox where link_id = ${linkId} and state = 'open')
      and not exists (select from links where link_id = ${linkId} and erasure_id is not null)`.execute(
    db,
  )
}

/** What was told before the hold, or in vain during it, is told again, as if it had just come. */
export async function wakeReleased(tx: Tx, linkId: LinkId | null): Promise<void> {
  await sql`
    with waiting as (
      select received_on, id from inbox
      where state = 'open' and dispatched_at is not null
        and ${linkId === null ? sql`true` : sql`link_id = ${linkId}`}
      for update skip locked
    )
    update inbox
    set claimed_until = null, dispatched_at = null, dispatch_again_at = null, dispatches = 0
    from waiting
    where inbox.received_on = waiting.received_on and inbox.id = waiting.id`.execute(tx)
}
