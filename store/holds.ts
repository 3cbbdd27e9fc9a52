import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { HoldCause } from '../domain/hold.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Db, Tx } from './database.ts'
import { wakeReleased } from './held-links.ts'
import type { HoldTable } from './tables/database.ts'

export interface Hold {
  readonly id: string
  /** Null: all links. */
  readonly linkId: LinkId | null
  readonly cause: HoldCause
  readonly by: string
  readonly reason: string
  readonly since: Date
  readonly released: { readonly at: Date; readonly by: string; readonly reason: string } | null
}

export interface HoldOrder {
  readonly linkId: LinkId | null
  readonly cause: HoldCause
  readonly actor: string
  readonly reason: string
}

/** Holds calls to Belvo. The same scope is held once for each cause: `isNew` tells whether just now. */
export async function placeHold(
  db: Db | Tx,
  { linkId, cause, actor, reason }: HoldOrder,
): Promise<{ hold: Hold; isNew: boolean }> {
  const placed = await db
    .insertInto('holds')
    .values({ link_id: linkId, cause, actor, reason })
    .onConflict((same) =>
      same.columns(['link_id', 'cause']).where('released_at', 'is', null).doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  if (placed) return { hold: toHold(placed), isNew: true }
  const standing = await db
    .selectFrom('holds')
    .selectAll()
    .where(sql<boolean>`link_id is not distinct from ${linkId}::uuid`)
    .where('cause', '=', cause)
    .where('released_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { hold: toHold(standing), isNew: false }
}

/** Lifts a hold and wakes the links that waited for it. One that is lifted already stays as it is. */
export async function releaseHold(
  db: Db,
  id: string,
  { actor, reason }: { actor: string; reason: string },
): Promise<{ hold: Hold; isNew: boolean } | undefined> {
  return await db.transaction().execute(async (tx) => {
    const released = await tx
      .updateTable('holds')
      .set({ released_at: sql`clock_timestamp()`, released_by: actor, release_reason: reason })
      .where('id', '=', id)
      .where('released_at', 'is', null)
      .returningAll()
      .executeTakeFirst()
    if (released) {
      await wakeReleased(tx, released.link_id as LinkId | null)
      return { hold: toHold(released), isNew: true }
    }
    const known = await tx.selectFrom('holds').selectAll().where('id', '=', id).executeTakeFirst()
    return known && { hold: toHold(known), isNew: false }
  })
}

/** Lifts the operators' hold over one link. */
export async function releaseLinkHold(
  db: Db,
  linkId: LinkId,
  release: { actor: string; reason: string },
): Promise<Hold | undefined> {
  const standing = await db
    .selectFrom('holds')
    .select('id')
    .where('link_id', '=', linkId)
    .where('released_at', 'is', null)
    .executeTakeFirst()
  return standing && (await releaseHold(db, standing.id, release))?.hold
}

/** The holds in force, the oldest first. */
export async function listHolds(db: Db): Promise<Hold[]> {
  const rows = await db
    .selectFrom('holds')
    .selectAll()
    .where('released_at', 'is', null)
    .orderBy('held_at')
    .execute()
  return rows.map(toHold)
}

function toHold(row: Selectable<HoldTable>): Hold {
  const { released_at, released_by, release_reason } = row
  return {
    id: row.id,
    linkId: row.link_id as LinkId | null,
    cause: row.cause,
    by: row.actor,
    reason: row.reason,
    since: row.held_at,
    released: released_at && {
      at: released_at,
      by: released_by ?? '',
      reason: release_reason ?? '',
    },
  }
}
