import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Db, Tx } from './database.ts'
import { endLink } from './link-progress.ts'
import type { LockedLink } from './link-row.ts'
import { lockKnownLink, lockLink, openLink } from './link-row.ts'
import { linksOfPerson } from './links-of-person.ts'
import { ignoreOpenNotices } from './open-notices.ts'
import { recordRequest, recordUnlessOpen } from './person-requests.ts'
import type { Database } from './tables/database.ts'

export interface ErasureRequest {
  /** Of the erasure, where a new one is begun. */
  readonly id: string
  readonly actor: string
  readonly reason: string
  readonly at: Date
}

export type ErasureBegun =
  | { readonly kind: 'begun' | 'begun_before'; readonly erasureId: string }
  /** There is nothing here that could be forgotten. */
  | { readonly kind: 'unknown' }

/**
 * Begins to forget one link, with the connection that it came from. From the commit on nothing about
 * it is read or written any more, whatever is on its way.
 */
export async function requestLinkErasure(
  db: Db,
  linkId: LinkId,
  request: ErasureRequest,
): Promise<ErasureBegun> {
  return await db.transaction().execute(async (tx): Promise<ErasureBegun> => {
    const link = await lockKnownLink(tx, linkId)
    if (!link) return { kind: 'unknown' }
    if (link.row.erasure_id) return { kind: 'begun_before', erasureId: link.row.erasure_id }
    await insertErasure(tx, request)
    await recordRequest(tx, { ...asked(request), externalId: null })
    await beginForgetting(tx, link, request.id)
    return { kind: 'begun', erasureId: request.id }
  })
}

/** The same for all links and connections of a person, named by the caller's id of them. */
export async function requestPersonErasure(
  db: Db,
  externalId: string,
  request: ErasureRequest,
): Promise<ErasureBegun> {
  return await db.transaction().execute(async (tx): Promise<ErasureBegun> => {
    const links = await lockLinksOf(tx, externalId)
    const known = links.filter(({ row }) => row.erasure_id === null)
    const connections = await tx
      .selectFrom('connections')
      .select(['id', 'erasure_id'])
      .where('external_id', '=', externalId)
      .forUpdate()
      .execute()
    const isKnown = known.length > 0 || connections.some((of) => of.erasure_id === null)
    if (!isKnown) return begunBefore([...links.map(({ row }) => row), ...connections])
    await insertErasure(tx, { ...request, externalId })
    await recordUnlessOpen(tx, { ...asked(request), externalId })
    for (const link of known) await beginForgetting(tx, link, request.id)
    await forgetConnections(tx, request.id, (is) => is('external_id', '=', externalId))
    return { kind: 'begun', erasureId: request.id }
  })
}

/** Takes links that are found later into an erasure under way. */
export async function takeIntoErasure(
  db: Db,
  erasureId: string,
  linkIds: readonly LinkId[],
): Promise<void> {
  for (const linkId of linkIds) {
    await openLink(db, linkId)
    await db.transaction().execute(async (tx) => {
      const link = await lockLink(tx, linkId)
      if (link.row.erasure_id === null) await beginForgetting(tx, link, erasureId)
    })
  }
}

const asked = ({ id, at, ...by }: ErasureRequest) =>
  ({ askedFor: 'erasure', receivedAt: at, by, erasureId: id }) as const

/** Writes the erasure down, or down again where a restored database does not know it. */
export async function insertErasure(
  tx: Tx,
  of: Omit<ErasureRequest, 'at'> & { readonly at?: Date; readonly externalId?: string },
): Promise<void> {
  const { id, actor, reason, at, externalId = null } = of
  await tx
    .insertInto('erasures')
    .values({
      id,
      external_id: externalId,
      requested_by: actor,
      reason,
      ...(at && { requested_at: at }),
    })
    .onConflict((known) => known.column('id').doNothing())
    .execute()
}

/** The fence: what comes late finds the link in `erasing` and stops. */
export async function beginForgetting(
  tx: Tx,
  { row, at }: LockedLink,
  erasureId: string,
): Promise<void> {
  const linkId = row.link_id as LinkId
  await endLink(tx, row, {
    status: 'erasing',
    reason: null,
    erasure_id: erasureId,
    disconnected_at: row.disconnected_at ?? at,
  })
  await forgetConnections(tx, erasureId, (is) =>
    is.or([is('link_id', '=', linkId), is('reconnects_link_id', '=', linkId)]),
  )
  await ignoreOpenNotices(tx, linkId, 'link_erasing')
}

/** Closes the connections that fit: no page leads from them to the widget any more. */
export async function forgetConnections(
  tx: Tx,
  erasureId: string,
  fits: (is: ExpressionBuilder<Database, 'connections'>) => Expression<SqlBool>,
): Promise<void> {
  await tx
    .updateTable('connections')
    .set({ erasure_id: erasureId, connectable_until: new Date(0) })
    .where(fits)
    .where('erasure_id', 'is', null)
    .execute()
}

async function lockLinksOf(tx: Tx, externalId: string): Promise<LockedLink[]> {
  const links: LockedLink[] = []
  for (const linkId of await linksOfPerson(tx, externalId)) {
    const locked = await lockKnownLink(tx, linkId)
    if (locked) links.push(locked)
  }
  return links
}

function begunBefore(rows: readonly { readonly erasure_id: string | null }[]): ErasureBegun {
  const erasureId = rows.find((row) => row.erasure_id)?.erasure_id
  return erasureId ? { kind: 'begun_before', erasureId } : { kind: 'unknown' }
}
