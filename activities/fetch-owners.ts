import { cpfIn } from '../domain/cpf.ts'
import { ownerMemory } from '../store/resource-memory.ts'
import type { LinkActivities } from '../workflows/ports.ts'
import { createFetch } from './fetch-resource.ts'
import type { Hands } from './hands.ts'

export function createFetchOwners(hands: Hands): LinkActivities['fetchOwners'] {
  return createFetch(hands, {
    memory: ownerMemory,
    list: (linkId, signal) => hands.belvo.listOwners(linkId, signal),
    cpfsIn: (owners) =>
      owners.flatMap(({ personal }) => cpfIn(personal.documentNumber?.reveal() ?? '') ?? []),
  })
}
