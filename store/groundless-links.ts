import { sql } from 'kysely'
import type { Held } from '../domain/hold.ts'
import type { GroundStanding } from '../domain/legal-ground.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Db } from './database.ts'
import type { LinkRow } from './link-row.ts'
import { groundStanding } from './readability.ts'

// As in the index on grounds: a parameter would keep the planner from it.
const mayStillCollect = sql`links.status in
  ('connecting', 'collecting', 'current', 'needs_person', 'stale')`

/** SQL: the links that go on at Belvo without a ground for it here; few, and found by an index. */
export const groundlessLinks = sql`(
  select link_id from links
  where ${mayStillCollect} and institution is not null
    and (ground = 'missing' or (ground in ('given', 'withdrawn') and ground_until <= now())))`

/** Whether a link's data may be held at this moment. */
export function hasGround({ ground, ground_until }: LinkRow, at: Date): boolean {
  return ground === 'given' && (ground_until === null || ground_until > at)
}

/** Why Belvo may not be asked for a link's data, in the words of a hold; null where it may. */
export async function heldForGround(db: Db, linkId: LinkId): Promise<Held | null> {
  const { rows } = await sql<{ held: Held }>`
    select jsonb_build_object('by', 'vinculo', 'reason', 'ground_' || ${groundStanding},
      'sinceMs', floor(extract(epoch from coalesce(ground_until, opened_at)) * 1000)) as held
    from links
    where link_id = ${linkId} and ${groundStanding} <> 'in_force'`.execute(db)
  return rows[0]?.held ?? null
}

export type GroundEnd = Exclude<GroundStanding, 'missing' | 'in_force'>

/** How the last ground of a link ended; undefined where one is in force, or none was ever recorded. */
export async function groundEndOf(db: Db, linkId: LinkId): Promise<GroundEnd | undefined> {
  const { rows } = await sql<{ ended: GroundEnd }>`
    select ${groundStanding} as ended from links
    where link_id = ${linkId} and ${groundStanding} in ('expired', 'withdrawn')`.execute(db)
  return rows[0]?.ended
}

/**
 * Puts a wake-up into the inbox for each link whose last ground has ended and that Belvo still has,
 * unless one waits already: its run disconnects it. Returns how many.
 */
export async function wakeGroundless(db: Db, linksMax: number): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into inbox (received_on, source, lane, state, subject, link_id, dedupe_key)
    select (now() at time zone 'utc')::date, 'reconcile', 'recurrent', 'open', 'LINK', link_id,
      sha256(convert_to('ground/' || link_id || '/' || clock_timestamp(), 'utf8'))
    from links
    where ${mayStillCollect} and ground in ('given', 'withdrawn') and ground_until <= now()
      and not exists (select from inbox
        where inbox.link_id = links.link_id and inbox.state = 'open' and subject = 'LINK')
    order by ground_until
    limit ${linksMax}`.execute(db)
  return Number(numAffectedRows ?? 0)
}
