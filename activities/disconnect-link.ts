import { closeDisconnected } from '../store/link-ending.ts'
import type { CloseOrder, CloseOutcome } from '../workflows/ports.ts'
import type { Hands } from './hands.ts'
import { unlessHeld } from './unless-held.ts'

/** Deletes a link at Belvo, where it must not go on collecting, and then ends its life here. */
export async function disconnectLink(
  { db, belvo, events }: Hands,
  order: Pick<CloseOrder, 'linkId' | 'actor' | 'reason'>,
  signal: AbortSignal,
): Promise<Exclude<CloseOutcome, { kind: 'still_open' }>> {
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
