import { closeDisconnected, closeStale } from '../store/link-ending.ts'
import type { CloseOrder, CloseOutcome, LinkActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'
import { unlessHeld } from './unless-held.ts'

/** Ends a link's life here. A disconnected one is deleted at Belvo first: it must not go on collecting. */
export function createCloseLink(hands: Hands): LinkActivities['closeLink'] {
  return (order) =>
    attempting(hands.events, ({ signal }) =>
      order.ending === 'stale'
        ? closeStale(hands.db, order.linkId)
        : disconnect(hands, order, signal),
    )
}

async function disconnect(
  { db, belvo, events }: Hands,
  order: CloseOrder,
  signal: AbortSignal,
): Promise<CloseOutcome> {
  const { linkId } = order
  const answer = await unlessHeld(db, linkId, () => belvo.deleteLink(linkId, signal))
  if (answer.kind === 'held') return answer
  if (answer.kind !== 'deleted') {
    events.belvoRefused({ linkId, what: 'DELETE', code: answer.code })
    return { kind: 'refused', code: answer.code }
  }
  const standing = await closeDisconnected(db, linkId, order)
  events.linkDisconnected({ linkId, actor: order.actor })
  return { kind: 'closed', standing }
}
