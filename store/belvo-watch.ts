import { sql } from 'kysely'
import type { Held, HoldCause } from '../domain/hold.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Db, Tx } from './database.ts'
import { heldBy } from './held-links.ts'
import { placeHold, releaseHold } from './holds.ts'

const unavailableInRowMax = 10
const unavailableForSeconds = 60
const actor = 'vinculo'

/**
 * The watch of all processes over Belvo, in PostgreSQL. Ten answers in a row that did not come, over
 * a minute at least, hold all calls, and so does the first 401; `onHeld` hears of it once.
 */
export function createBelvoWatch(db: Db, onHeld: (hold: { cause: HoldCause }) => void) {
  // As of the last call of this process: while every call has its answer there is nothing to forget.
  let isDoubted = true

  async function hold(cause: HoldCause) {
    const { hold, isNew } = await holdAll(db, cause)
    if (isNew) onHeld({ cause })
    return { sinceMs: hold.since.getTime(), by: hold.by, reason: hold.reason }
  }

  return {
    async heldOver(linkId: LinkId | null): Promise<Held | null> {
      const { rows } = await sql<{ held: Held | null; isDoubted: boolean }>`
        select ${heldBy(sql`${linkId}::uuid`)} as held,
          (select unavailable_in_row > 0 from belvo_budget) as "isDoubted"`.execute(db)
      isDoubted = rows[0]?.isDoubted ?? true
      return rows[0]?.held ?? null
    },

    async answered() {
      if (isDoubted) await countAfresh(db)
    },

    async unavailable() {
      const { rows } = await sql<{ isLasting: boolean }>`
        update belvo_budget
        set unavailable_in_row = unavailable_in_row + 1,
          unavailable_since = case when unavailable_in_row = 0 then clock_timestamp()
            else unavailable_since end
        returning unavailable_in_row >= ${unavailableInRowMax}
          and unavailable_since <= clock_timestamp() - ${unavailableForSeconds} * interval '1 second'
          as "isLasting"`.execute(db)
      if (!rows[0]?.isLasting) return
      await hold('belvo_unavailable')
      await countAfresh(db)
    },

    keysRefused: () => hold('keys_refused'),
  }
}

async function countAfresh(db: Db): Promise<void> {
  await sql`update belvo_budget set unavailable_in_row = 0 where unavailable_in_row > 0`.execute(db)
}

/** A hold of our own over everything. */
export function holdAll(db: Db | Tx, cause: HoldCause) {
  return placeHold(db, { linkId: null, cause, actor, reason: cause })
}

const liftedByProbe: HoldCause[] = ['belvo_unavailable', 'keys_refused']

/** Whether a probe could lift something, and nobody has forbidden every call meanwhile. */
export async function awaitsProbe(db: Db): Promise<boolean> {
  const overAll = await holdsOverAll(db)
  return overAll.length > 0 && overAll.every(({ cause }) => liftedByProbe.includes(cause))
}

/** Belvo answers again: lifts what we set ourselves because it did not. */
export async function liftOwnHolds(db: Db): Promise<number> {
  const own = (await holdsOverAll(db)).filter(({ cause }) => liftedByProbe.includes(cause))
  for (const { id } of own) await releaseHold(db, id, { actor, reason: 'probe_answered' })
  return own.length
}

async function holdsOverAll(db: Db) {
  return await db
    .selectFrom('holds')
    .select(['id', 'cause'])
    .where('link_id', 'is', null)
    .where('released_at', 'is', null)
    .execute()
}
