import type { LinkActivities, ReconcileActivities } from '../workflows/ports.ts'
import { createCloseLink } from './close-link.ts'
import { createFetchEmployments } from './fetch-employments.ts'
import { createFetchOwners } from './fetch-owners.ts'
import { createFindUnmetLinks } from './find-unmet-links.ts'
import type { Hands } from './hands.ts'
import { createLiftOwnHolds } from './lift-own-holds.ts'
import { createReadLink } from './read-link.ts'
import { createRecordCollectionFailure } from './record-collection-failure.ts'
import { createRequestRefresh } from './request-refresh.ts'
import { createWakeSilentLinks } from './wake-silent-links.ts'

/** What the story asks for, done with these hands. */
export function createActivities(hands: Hands): LinkActivities & ReconcileActivities {
  return {
    readLink: createReadLink(hands),
    fetchEmployments: createFetchEmployments(hands),
    fetchOwners: createFetchOwners(hands),
    requestRefresh: createRequestRefresh(hands),
    recordCollectionFailure: createRecordCollectionFailure(hands),
    closeLink: createCloseLink(hands),
    wakeSilentLinks: createWakeSilentLinks(hands),
    findUnmetLinks: createFindUnmetLinks(hands),
    liftOwnHolds: createLiftOwnHolds(hands),
  }
}
