import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { isForgotten } from '../domain/link-status.ts'
import type { Tombstone, Tombstones } from '../vault/tombstones.ts'
import type { Db } from './database.ts'
import { beginForgetting, forgetConnections, insertErasure } from './erasure-requests.ts'
import { destroyRecords } from './forgetting.ts'
import { lockKnownLink } from './link-row.ts'

/**
 * Forgets again whom a restored backup brought back. Whoever serves or fetches calls it first; where
 * nothing was restored it only compares. The erasure then runs once more, under its first receipt.
 *
 * @returns how many links and connections had come back
 */
export async function applyTombstones(db: Db, tombstones: Tombstones): Promise<number> {
  let cameBack = 0
  for await (const some of tombstones.all()) {
    const returned = await returnedOf(db, some)
    cameBack += returned.length
    for (const [erasureId, subjects] of Map.groupBy(returned, (of) => of.erasureId)) {
      await forgetAgain(db, tombstones, erasureId, subjects)
    }
  }
  return cameBack
}

/** Those of which the main database shows more than their tombstone allows. */
async function returnedOf(db: Db, some: readonly Tombstone[]): Promise<Tombstone[]> {
  const ids = (kind: Tombstone['kind']) => some.filter((of) => of.kind === kind).map(({ id }) => id)
  const links = await db
    .selectFrom('links')
    .select(['link_id', 'status'])
    .where(isOneOf('link_id', ids('link')))
    .where('status', '<>', 'erased')
    .execute()
  const connections = await db
    .selectFrom('connections')
    .select('id')
    .where(isOneOf('id', ids('connection')))
    .where('erasure_id', 'is', null)
    .execute()
  const statuses = new Map(links.map(({ link_id, status }) => [link_id, status]))
  const open = new Set(connections.map(({ id }) => id))
  return some.filter(({ id, kind, isDestroyed }) => {
    if (kind === 'connection') return open.has(id)
    const status = statuses.get(id)
    return status !== undefined && (status !== 'erasing' || isDestroyed)
  })
}

async function forgetAgain(
  db: Db,
  tombstones: Tombstones,
  erasureId: string,
  subjects: readonly Tombstone[],
): Promise<void> {
  const note = await tombstones.find(erasureId)
  if (!note) throw new Error('tombstone_without_erasure')
  const { requestedBy: actor, reason, requestedAt: at } = note
  await db.transaction().execute(async (tx) => {
    await insertErasure(tx, { id: erasureId, actor, reason, at })
    for (const { id, kind } of subjects) {
      const link = kind === 'link' ? await lockKnownLink(tx, id as LinkId) : undefined
      if (link && !isForgotten(link.row.status as LinkStatus)) {
        await beginForgetting(tx, link, erasureId)
      }
    }
    const connections = subjects.filter(({ kind }) => kind === 'connection').map(({ id }) => id)
    await forgetConnections(tx, erasureId, () => isOneOf('id', connections))
  })
  await destroyRecords(db, erasureId)
}

const isOneOf = (column: string, ids: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} = any(${ids}::uuid[])`
