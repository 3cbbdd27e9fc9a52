import type {
  ErasureActivities,
  LinkActivities,
  ReconcileActivities,
  RetentionActivities,
} from '../workflows/ports.ts'
import { createCloseLink } from './close-link.ts'
import { createDeleteAtBelvo } from './delete-at-belvo.ts'
import { createDeletePastDays } from './delete-past-days.ts'
import { createDeleteRuns } from './delete-runs.ts'
import { createDestroyRecords } from './destroy-records.ts'
import { createDisconnectStaleLinks } from './disconnect-stale-links.ts'
import { createEndRuns } from './end-runs.ts'
import { endTogether } from './end-together.ts'
import { createEraseClosedLinks } from './erase-closed-links.ts'
import { createFetchEmployments } from './fetch-employments.ts'
import { createFetchOwners } from './fetch-owners.ts'
import { createFindUnmetLinks } from './find-unmet-links.ts'
import type { Hands } from './hands.ts'
import { createIssueReceipt } from './issue-receipt.ts'
import { createLiftOwnHolds } from './lift-own-holds.ts'
import { createReadLink } from './read-link.ts'
import { createRecordCollectionFailure } from './record-collection-failure.ts'
import { createRequestRefresh } from './request-refresh.ts'
import { createSetTombstones } from './set-tombstones.ts'
import { createWakeSilentLinks } from './wake-silent-links.ts'

// Belvo's two answers are rarely further apart.
const twinWaitMs = 500

/** What the story asks for, done with these hands. */
export function createActivities(
  hands: Hands,
): LinkActivities & ReconcileActivities & ErasureActivities & RetentionActivities {
  const together = endTogether(twinWaitMs)
  return {
    readLink: createReadLink(hands),
    fetchEmployments: together(createFetchEmployments(hands)),
    fetchOwners: together(createFetchOwners(hands)),
    requestRefresh: createRequestRefresh(hands),
    recordCollectionFailure: createRecordCollectionFailure(hands),
    closeLink: createCloseLink(hands),
    wakeSilentLinks: createWakeSilentLinks(hands),
    findUnmetLinks: createFindUnmetLinks(hands),
    liftOwnHolds: createLiftOwnHolds(hands),
    setTombstones: createSetTombstones(hands),
    endRuns: createEndRuns(hands),
    deleteAtBelvo: createDeleteAtBelvo(hands),
    destroyRecords: createDestroyRecords(hands),
    issueReceipt: createIssueReceipt(hands),
    deleteRuns: createDeleteRuns(hands),
    deletePastDays: createDeletePastDays(hands),
    eraseClosedLinks: createEraseClosedLinks(hands),
    disconnectStaleLinks: createDisconnectStaleLinks(hands),
  }
}
