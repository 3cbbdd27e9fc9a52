import type { LinkId } from '../domain/link-id.ts'
import { nextStaleAtBelvo } from '../store/retention.ts'
import type { RetentionActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import { disconnectLink } from './disconnect-link.ts'
import type { Hands } from './hands.ts'
import { retentionTerms } from './retention-terms.ts'

const linksMax = 500

/** One link after the other, each looked up right before it: a link may come back at any time. */
export function createDisconnectStaleLinks(
  hands: Hands,
): RetentionActivities['disconnectStaleLinks'] {
  return () =>
    attempting(hands.events, async ({ signal }) => {
      const terms = retentionTerms(hands)
      const next = (after?: LinkId) => nextStaleAtBelvo(hands.db, terms, after)
      let disconnected = 0
      let refused = 0
      let linkId = await next()
      while (linkId && disconnected < linksMax) {
        const order = { linkId, actor: 'vinculo', reason: 'retention' }
        const { kind } = await disconnectLink(hands, order, signal)
        if (kind === 'held') break
        if (kind === 'closed') disconnected++
        else refused++
        linkId = await next(linkId)
      }
      return { disconnected, refused }
    })
}
