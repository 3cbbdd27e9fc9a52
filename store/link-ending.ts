import { sql } from 'kysely'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { isLive } from '../domain/link-status.ts'
import type { Standing } from '../domain/standing.ts'
import type { Db, Tx } from './database.ts'
import { appendFacts } from './ledger.ts'
import { endLink } from './link-progress.ts'
import { lockLink, standingOf } from './link-row.ts'
import { ignoreOpenNotices } from './open-notices.ts'

const cause = { activity: 'closeLink', notices: [] }

export interface Ending {
  readonly kind: 'closed' | 'still_open'
  readonly standing: Standing
}

/** Ends a life in which nothing was retrieved for `stale_in`, unless something came up meanwhile. */
export async function closeStale(db: Db, linkId: LinkId): Promise<Ending> {
  return await db.transaction().execute(async (tx): Promise<Ending> => {
    const { row, at } = await lockLink(tx, linkId)
    if (!isLive(row.status as LinkStatus)) return { kind: 'closed', standing: standingOf(row) }
    const isDue = row.stale_at !== null && row.stale_at <= at
    if (!isDue || (await hasOpenNotices(tx, linkId))) {
      return { kind: 'still_open', standing: standingOf(row) }
    }
    const standing = await endLink(tx, row, { status: 'stale', reason: 'nothing_retrieved' })
    await appendFacts(tx, linkId, [{ kind: 'LinkStale', detail: {} }], cause)
    return { kind: 'closed', standing }
  })
}

/** The end that somebody asked for, final: after it every notice of the link is ignored. */
export async function closeDisconnected(
  db: Db,
  linkId: LinkId,
  { actor, reason }: { actor: string; reason: string },
): Promise<Standing> {
  return await db.transaction().execute(async (tx) => {
    const { row, at } = await lockLink(tx, linkId)
    if (row.disconnected_at !== null) return standingOf(row)
    const standing = await endLink(tx, row, {
      status: 'deleted',
      reason: 'disconnected',
      disconnected_at: at,
    })
    await ignoreOpenNotices(tx, linkId, 'link_disconnected')
    const hasExpired = row.ground === 'given' && row.ground_until !== null && row.ground_until <= at
    const expired: LinkFact[] = hasExpired ? [{ kind: 'GroundExpired', detail: {} }] : []
    const fact: LinkFact = { kind: 'LinkDisconnected', detail: { actor, reason } }
    await appendFacts(tx, linkId, [...expired, fact], cause)
    return standing
  })
}

async function hasOpenNotices(tx: Tx, linkId: LinkId): Promise<boolean> {
  const open = await tx
    .selectFrom('inbox')
    .select(sql`1`.as('one'))
    .where('link_id', '=', linkId)
    .where('state', '=', 'open')
    .limit(1)
    .executeTakeFirst()
  return open !== undefined
}
