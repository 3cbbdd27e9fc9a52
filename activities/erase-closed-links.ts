import { randomUUID } from 'node:crypto'
import { eraseClosedLinks } from '../store/retention.ts'
import type { RetentionActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'
import { retentionTerms } from './retention-terms.ts'

const linksAtOnceMax = 100

/** Begins an erasure for each closed link that is past its days; the api has Temporal run them. */
export function createEraseClosedLinks(hands: Hands): RetentionActivities['eraseClosedLinks'] {
  return () =>
    attempting(hands.events, async ({ signal }) => {
      const terms = retentionTerms(hands)
      for (let erasures = 0; ; ) {
        signal.throwIfAborted()
        const limits = { max: linksAtOnceMax, newId: randomUUID }
        const begun = await eraseClosedLinks(hands.db, terms, limits)
        for (const erasureId of begun) {
          hands.events.erasureRequested({ erasureId, actor: 'vinculo' })
        }
        erasures += begun.length
        if (begun.length === 0) return { erasures }
      }
    })
}
