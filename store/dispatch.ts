import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Subject } from '../domain/resource.ts'
import type { Db } from './database.ts'
import { isWaiting } from './held-links.ts'

/** One link that has something open, and everything open about it that has not been told yet. */
export interface WakeUp {
  readonly linkId: LinkId
  readonly lane: 'person' | 'recurrent'
  readonly subjects: readonly Subject[]
  readonly notices: readonly number[]
}

export interface ClaimLimits {
  readonly linksMax: number
  /** Of which so many at most for the sake of recurrent notices alone. */
  readonly recurrentMax: number
  /** How many links may have recurrent notices dispatched but not yet applied. */
  readonly recurrentOpenMax: number
  readonly claimForMs: number
  /** How long a recurrent notice waits for its twin of the other resource. */
  readonly twinWindowMs: number
}

/**
 * Claims open notices by link, people who wait first, then by arrival. The claim is committed before
 * anyone calls Temporal: held across the network it would hold row locks and stall the door. It only
 * saves double work; correctness does not depend on it. What is held waits here and is not told.
 */
export async function claimWakeUps(db: Db, limits: ClaimLimits): Promise<WakeUp[]> {
  const { rows } = await sql<{
    link_id: LinkId
    person: boolean
    subjects: Subject[]
    notices: number[]
  }>`
    with due as (
      select link_id,
        bool_or(lane = 'person') as person,
        bool_or(dispatched_at is not null) as again,
        min(received_at) as first_at
      from inbox
      where state = 'open' and link_id is not null and ${isDue}
      group by link_id
    ),
    room as (
      select greatest(0, ${limits.recurrentOpenMax}::bigint - count(distinct link_id)) as links
      from inbox
      where state = 'open' and lane = 'recurrent' and dispatched_at is not null and ${isReleased}
    ),
    waiting_person as (
      select link_id from due where person or again order by first_at limit ${limits.linksMax}
    ),
    waiting_turn as (
      select link_id from due
      where not (person or again) and first_at < now() - ${ms(limits.twinWindowMs)}
      order by first_at
      limit (select least(links, ${limits.recurrentMax}) from room)
    ),
    claimed as (
      update inbox set claimed_until = now() + ${ms(limits.claimForMs)}
      where state = 'open' and ${isDue}
        and link_id in (select link_id from waiting_person union select link_id from waiting_turn)
      returning link_id, lane, subject, id
    )
    select link_id,
      bool_or(lane = 'person') as person,
      array_agg(distinct subject) as subjects,
      array_agg(id::float8 order by id) as notices
    from claimed group by link_id`.execute(db)
  return rows.map((row) => ({
    linkId: row.link_id,
    lane: row.person ? 'person' : 'recurrent',
    subjects: row.subjects,
    notices: row.notices,
  }))
}

/** By how many times `lostAfterMs` a notice that nobody applies is told again, each time. */
const againAfter = [1, 5, 30, 120, 360]
const isReleased = sql`not ${isWaiting}`
const isFree = sql`(claimed_until is null or claimed_until < now()) and ${isReleased}`
const isToldInVain = sql`dispatches > ${againAfter.length} and dispatch_again_at < now()`
const isDue = sql`${isFree}
  and (dispatched_at is null
    or (dispatches <= ${againAfter.length} and dispatch_again_at < now()))`

/**
 * Sets aside, as `stuck`, what was told as often as the schedule says and applied by nobody: from
 * here on a person decides. Returns how many notices of which links.
 */
export async function setAsideStuck(db: Db): Promise<{ linkId: LinkId; notices: number }[]> {
  const { rows } = await sql<{ linkId: LinkId; notices: number }>`
    with stuck as (
      update inbox
      set state = 'stuck', state_reason = 'told_in_vain', settled_at = clock_timestamp()
      where state = 'open' and ${isFree} and ${isToldInVain}
      returning link_id
    )
    select link_id as "linkId", count(*)::integer as notices from stuck group by link_id`.execute(
    db,
  )
  return rows
}

/**
 * Temporal has the wake-up. A notice that nobody applies is told again after `lostAfterMs`, then
 * after 5, 30, 120 and 360 times as long: a lost signal costs time, never data.
 */
export async function markDispatched(db: Db, wakeUp: WakeUp, lostAfterMs: number): Promise<void> {
  await sql`
    update inbox set
      claimed_until = null,
      dispatched_at = now(),
      dispatches = dispatches + 1,
      dispatch_again_at = now() + ${ms(lostAfterMs)}
        * (${againAfter}::integer[])[least(dispatches + 1, ${againAfter.length})]
    where ${theNoticesOf(wakeUp)}`.execute(db)
}

/** Temporal did not take the wake-up: it may be claimed again after a moment. */
export async function putBack(db: Db, wakeUp: WakeUp, againAfterMs: number): Promise<void> {
  await sql`
    update inbox set claimed_until = now() + ${ms(againAfterMs)}
    where ${theNoticesOf(wakeUp)}`.execute(db)
}

const theNoticesOf = (wakeUp: WakeUp) =>
  sql`state = 'open' and link_id = ${wakeUp.linkId} and id = any(${wakeUp.notices}::bigint[])`

const ms = (duration: number) => sql`${duration} * interval '1 millisecond'`
