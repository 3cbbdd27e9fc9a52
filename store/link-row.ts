import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkReason, LinkStatus } from '../domain/link-status.ts'
import type { Standing } from '../domain/standing.ts'
import type { Db, Tx } from './database.ts'
import type { LinkTable } from './tables/links.ts'

export type LinkRow = Selectable<LinkTable>

/** A link's row under its lock, and the database's time then. */
export interface LockedLink {
  readonly row: LinkRow
  readonly at: Date
}

/** Every writing transaction about a link begins here: one at a time, and none against a newer truth. */
export async function lockLink(tx: Tx, linkId: LinkId): Promise<LockedLink> {
  const locked = await lockKnownLink(tx, linkId)
  if (!locked) throw new Error('link_row_missing')
  return locked
}

/** The same where the link may be unknown here. */
export async function lockKnownLink(tx: Tx, linkId: LinkId): Promise<LockedLink | undefined> {
  // Beside the locked row the clock would be read before the wait for its lock.
  const locked = await tx
    .with('locked', (db) =>
      db.selectFrom('links').selectAll().where('link_id', '=', linkId).forUpdate(),
    )
    .selectFrom('locked')
    .selectAll()
    .select(sql<Date>`clock_timestamp()`.as('at'))
    .executeTakeFirst()
  if (!locked) return undefined
  const { at, ...row } = locked
  return { row, at }
}

/** Puts the link's row where there is none, so that there is something to lock. */
export async function openLink(db: Db, linkId: LinkId): Promise<void> {
  await db
    .insertInto('links')
    .values({ link_id: linkId, status: 'connecting' })
    .onConflict((known) => known.column('link_id').doNothing())
    .execute()
}

export async function readStanding(db: Db, linkId: LinkId): Promise<Standing> {
  const row = await db
    .selectFrom('links')
    .select(standingColumns)
    .where('link_id', '=', linkId)
    .executeTakeFirstOrThrow()
  return standingOf(row)
}

/** What a standing is told from. */
export const standingColumns = [
  'revision',
  'status',
  'reason',
  'employments_applied_at',
  'owners_applied_at',
  'retrieved_at',
  'stale_at',
] as const

export function standingOf(row: Pick<LinkRow, (typeof standingColumns)[number]>): Standing {
  return {
    revision: Number(row.revision),
    status: row.status as LinkStatus,
    reason: row.reason as LinkReason | null,
    applied: {
      EMPLOYMENTS: row.employments_applied_at !== null,
      OWNERS: row.owners_applied_at !== null,
    },
    retrievedAtMs: row.retrieved_at?.getTime() ?? null,
    staleAtMs: row.stale_at?.getTime() ?? null,
  }
}
