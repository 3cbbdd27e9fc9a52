import { writeEmployments } from '../store/employments.ts'
import type { LinkActivities } from '../workflows/ports.ts'
import { createFetch } from './fetch-resource.ts'
import type { Hands } from './hands.ts'

export function createFetchEmployments(hands: Hands): LinkActivities['fetchEmployments'] {
  return createFetch(hands, {
    resource: 'EMPLOYMENTS',
    list: (linkId, signal) => hands.belvo.listEmployments(linkId, signal),
    write: (tx, employments, { linkId, notices }) =>
      writeEmployments(tx, linkId, employments, notices.readStartedAt),
  })
}
