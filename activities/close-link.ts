import { closeStale } from '../store/link-ending.ts'
import type { CloseOutcome, LinkActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import { disconnectLink } from './disconnect-link.ts'
import type { Hands } from './hands.ts'

/** Ends a link's life here. */
export function createCloseLink(hands: Hands): LinkActivities['closeLink'] {
  return (order) =>
    attempting<CloseOutcome>(hands.events, ({ signal }) =>
      order.ending === 'stale'
        ? closeStale(hands.db, order.linkId)
        : disconnectLink(hands, order, signal),
    )
}
