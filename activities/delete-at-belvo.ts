import { BelvoNotReady } from '../belvo/errors.ts'
import type { LinkId } from '../domain/link-id.ts'
import { markDone, readErasure } from '../store/erasures.ts'
import type { ErasureActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'
import { takeInStrays } from './take-in-strays.ts'
import { unlessHeld } from './unless-held.ts'

/**
 * Deletes the erasure's links at Belvo, those among them that we never met; done only when Belvo does
 * not know them any more.
 */
export function createDeleteAtBelvo(hands: Hands): ErasureActivities['deleteAtBelvo'] {
  return ({ erasureId }) =>
    attempting(hands.events, async ({ signal }) => {
      const answer = await unlessHeld(hands.db, null, async () => {
        await takeInStrays(hands, erasureId, signal)
        const { links } = await readErasure(hands.db, erasureId)
        await deleteAll(hands, links, signal)
        return { kind: 'gone' } as const
      })
      if (answer.kind === 'held') throw new BelvoNotReady('held')
      await markDone(hands.db, erasureId, 'gone_at_belvo')
    })
}

async function deleteAll(
  hands: Hands,
  links: readonly LinkId[],
  signal: AbortSignal,
): Promise<void> {
  const isThere = (linkId: LinkId) => isAtBelvo(hands, linkId, signal)
  for (const linkId of links) if (await isThere(linkId)) await deleteOne(hands, linkId, signal)
  for (const linkId of links) if (await isThere(linkId)) throw new BelvoNotReady('not_gone_yet')
}

async function isAtBelvo(
  { belvo, institutions }: Hands,
  linkId: LinkId,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await belvo.readLink(linkId, signal)
  // The account may serve other products: a link of theirs is forgotten here, and theirs to delete.
  if (answer.kind === 'found') return institutions.includes(answer.link.institution)
  return answer.kind !== 'not_found'
}

async function deleteOne(
  { belvo, events }: Hands,
  linkId: LinkId,
  signal: AbortSignal,
): Promise<void> {
  const answer = await belvo.deleteLink(linkId, signal)
  if (answer.kind === 'deleted') return
  events.belvoRefused({ linkId, what: 'DELETE', code: answer.code })
  throw new BelvoNotReady(answer.code)
}
