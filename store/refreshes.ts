import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { isForgotten, isLive } from '../domain/link-status.ts'
import type { Standing } from '../domain/standing.ts'
import type { Db } from './database.ts'
import { appendFacts } from './ledger.ts'
import { advanceLink } from './link-progress.ts'
import { lockLink, standingOf } from './link-row.ts'

/** Keeps who asked Belvo to collect now, why, and what came of it. */
export async function recordRefreshRequest(
  db: Db,
  linkId: LinkId,
  request: { actor: string; reason: string; outcome: string; requestId: string | null },
): Promise<void> {
  const fact: LinkFact = { kind: 'RefreshRequested', detail: request }
  const cause = { activity: 'requestRefresh', notices: [] }
  await db.transaction().execute(async (tx) => {
    const { row } = await lockLink(tx, linkId)
    if (isForgotten(row.status as LinkStatus)) return
    await appendFacts(tx, linkId, [fact], cause)
  })
}

/** Belvo was asked as often as we may, and the first data did not come. */
export async function recordCollectionFailure(
  db: Db,
  linkId: LinkId,
  dayMs: number,
): Promise<Standing> {
  return await db.transaction().execute(async (tx) => {
    const { row } = await lockLink(tx, linkId)
    const isMoot = !isLive(row.status as LinkStatus) || row.status === 'current'
    if (isMoot || row.trouble === 'collection_failed') return standingOf(row)
    const { standing, facts } = await advanceLink(tx, row, { trouble: 'collection_failed' }, dayMs)
    const failed: LinkFact = { kind: 'CollectionFailed', detail: { reason: standing.reason } }
    const cause = { activity: 'recordCollectionFailure', notices: [] }
    await appendFacts(tx, linkId, [failed, ...facts], cause)
    return standing
  })
}
