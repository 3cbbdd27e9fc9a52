import type { LinkActivities } from '../workflows/ports.ts'
import { createCloseLink } from './close-link.ts'
import { createFetchEmployments } from './fetch-employments.ts'
import { createFetchOwners } from './fetch-owners.ts'
import type { Hands } from './hands.ts'
import { createReadLink } from './read-link.ts'
import { createRecordCollectionFailure } from './record-collection-failure.ts'
import { createRequestRefresh } from './request-refresh.ts'

/** What the story asks for, done with these hands. */
export function createActivities(hands: Hands): LinkActivities {
  return {
    readLink: createReadLink(hands),
    fetchEmployments: createFetchEmployments(hands),
    fetchOwners: createFetchOwners(hands),
    requestRefresh: createRequestRefresh(hands),
    recordCollectionFailure: createRecordCollectionFailure(hands),
    closeLink: createCloseLink(hands),
  }
}
