import { writeOwners } from '../store/owners.ts'
import type { LinkActivities } from '../workflows/ports.ts'
import { createFetch } from './fetch-resource.ts'
import type { Hands } from './hands.ts'

export function createFetchOwners(hands: Hands): LinkActivities['fetchOwners'] {
  return createFetch(hands, {
    resource: 'OWNERS',
    list: (linkId, signal) => hands.belvo.listOwners(linkId, signal),
    write: (tx, owners, { linkId, notices: { readStartedAt } }, key) =>
      writeOwners(tx, linkId, owners, { key, readStartedAt }),
  })
}
