import type { LinkId } from '../domain/link-id.ts'
import { meetLinks, unansweredExternalIds, unmetOf } from '../store/unmet-links.ts'
import type { ReconcileActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'
import { unlessHeld } from './unless-held.ts'

const soughtForDays = 3

/**
 * Finds links of which the redirect and all webhooks were lost: those of connections that stay
 * unanswered, or `all` that the account has.
 */
export function createFindUnmetLinks(hands: Hands): ReconcileActivities['findUnmetLinks'] {
  return ({ all }) =>
    attempting(hands.events, async ({ signal }) => {
      const { db, belvo, institutions, timing, events } = hands
      const externalIds = all
        ? null
        : await unansweredExternalIds(db, {
            olderThanMs: timing.collectWithinMs,
            youngerThanMs: soughtForDays * timing.dayMs,
          })
      if (externalIds?.length === 0) return { found: 0 }
      const listing = await unlessHeld(db, null, () =>
        belvo.listLinks({ institutions, externalIds }, signal),
      )
      if (listing.kind === 'held') return { found: 0 }
      if (listing.kind !== 'read') {
        events.belvoRefused({ linkId: null, what: 'LINKS', code: listing.code })
        return { found: 0 }
      }
      const unmet = await unmetOf(
        db,
        listing.records.map((link): LinkId => link.linkId),
      )
      await meetLinks(db, unmet, 'reconcile')
      if (unmet.length > 0) events.unmetLinksFound({ links: unmet.length })
      return { found: unmet.length }
    })
}
