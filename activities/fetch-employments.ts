import { employmentMemory } from '../store/resource-memory.ts'
import type { LinkActivities } from '../workflows/ports.ts'
import { createFetch } from './fetch-resource.ts'
import type { Hands } from './hands.ts'

export function createFetchEmployments(hands: Hands): LinkActivities['fetchEmployments'] {
  return createFetch(hands, {
    memory: employmentMemory,
    list: (linkId, signal) => hands.belvo.listEmployments(linkId, signal),
    cpfsIn: () => [],
  })
}
