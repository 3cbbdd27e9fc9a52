import { sql } from 'kysely'
import type { Db } from './database.ts'
import { isHeld } from './held-links.ts'

export interface SilenceLimits {
  readonly linksMax: number
  /** How long a day lasts; a silent link is sought at most 24 times in it. */
  readonly dayMs: number
}

/**
 * Puts a wake-up into the inbox for each link that should have been heard of by now, or that is past
 * its staleness with nobody to notice, and pushes its next search away: by a quarter of its silence,
 * so that a year without news costs some twenty looks. Safe to run by several at once.
 *
 * Left alone: links that are held, that wait for the person or for a legal ground, and `single`
 * links, of which nothing more is expected.
 * @returns how many links were woken
 */
export async function wakeSilentLinks(db: Db, { linksMax, dayMs }: SilenceLimits): Promise<number> {
  const { numAffectedRows } = await sql`
    with silent as (
      select link_id from links
      where coalesce(seek_again_at, '-infinity') <= now()
        and not ${isHeld(sql`links.link_id`)}
        and (
          (status in ('collecting', 'current') and expected_by <= now() and ground <> 'missing')
          or (status in ('connecting', 'collecting', 'current', 'needs_person') and stale_at <= now())
        )
      order by least(expected_by, stale_at)
      limit ${linksMax}
      for update skip locked
    ),
    pushed as (
      update links
      set seek_again_at = now() + greatest(
        ${dayMs / 24} * interval '1 millisecond',
        (now() - coalesce(retrieved_at, opened_at)) / 4
      )
      where link_id in (select link_id from silent)
      returning link_id
    )
    insert into inbox (received_on, source, lane, state, subject, link_id, dedupe_key)
    select (now() at time zone 'utc')::date, 'reconcile', 'recurrent', 'open', 'LINK', link_id,
      sha256(convert_to('reconcile/' || link_id || '/' || clock_timestamp(), 'utf8'))
    from pushed`.execute(db)
  return Number(numAffectedRows ?? 0)
}
