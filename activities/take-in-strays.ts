import { BelvoNotReady } from '../belvo/errors.ts'
import { takeIntoErasure } from '../store/erasure-requests.ts'
import { readErasure } from '../store/erasures.ts'
import type { Hands } from './hands.ts'
import { writeTombstones } from './set-tombstones.ts'

/**
 * A person's links that Belvo has and we never met, because every word of them was lost: they are
 * forgotten with the others. One that was made since is the person's new beginning.
 */
export async function takeInStrays(
  hands: Hands,
  erasureId: string,
  signal: AbortSignal,
): Promise<void> {
  const { db, belvo, institutions, runs, events } = hands
  const { externalId, requestedAt, links } = await readErasure(db, erasureId)
  if (externalId === null) return
  const listing = await belvo.listLinks({ institutions, externalIds: [externalId] }, signal)
  if (listing.kind !== 'read') {
    events.belvoRefused({ linkId: null, what: 'LINKS', code: listing.code })
    throw new BelvoNotReady(listing.code)
  }
  const strays = listing.records
    .filter(({ createdAt }) => createdAt !== null && createdAt < requestedAt)
    .map(({ linkId }) => linkId)
    .filter((linkId) => !links.includes(linkId))
  if (strays.length === 0) return
  await takeIntoErasure(db, erasureId, strays)
  await writeTombstones(hands, erasureId)
  for (const linkId of strays) await runs.terminate(linkId)
}
