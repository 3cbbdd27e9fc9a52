import { BelvoNotReady } from '../belvo/errors.ts'
import type { LinkId } from '../domain/link-id.ts'
import { markDone, readErasure } from '../store/erasures.ts'
import type { ErasureActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'
import { unlessHeld } from './unless-held.ts'

/** Deletes the erasure's links at Belvo; done only when Belvo does not know them any more. */
export function createDeleteAtBelvo(hands: Hands): ErasureActivities['deleteAtBelvo'] {
  return ({ erasureId }) =>
    attempting(hands.events, async ({ signal }) => {
      const { links } = await readErasure(hands.db, erasureId)
      for (const linkId of links) {
        const answer = await unlessHeld(hands.db, null, () => deleteOne(hands, linkId, signal))
        if (answer.kind === 'held') throw new BelvoNotReady('held')
      }
      await markDone(hands.db, erasureId, 'gone_at_belvo')
    })
}

async function deleteOne(
  { belvo, institutions, events }: Hands,
  linkId: LinkId,
  signal: AbortSignal,
): Promise<{ readonly kind: 'gone' | 'not_ours' }> {
  const before = await belvo.readLink(linkId, signal)
  if (before.kind === 'not_found') return { kind: 'gone' }
  // The account may serve other products: a link of theirs is forgotten here, and theirs to delete.
  if (before.kind === 'found' && !institutions.includes(before.link.institution)) {
    return { kind: 'not_ours' }
  }
  const answer = await belvo.deleteLink(linkId, signal)
  if (answer.kind !== 'deleted') {
    events.belvoRefused({ linkId, what: 'DELETE', code: answer.code })
    throw new BelvoNotReady(answer.code)
  }
  const after = await belvo.readLink(linkId, signal)
  if (after.kind !== 'not_found') throw new BelvoNotReady('not_gone_yet')
  return { kind: 'gone' }
}
