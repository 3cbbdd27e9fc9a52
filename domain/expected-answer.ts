import type { Employment } from './employment.ts'
import type { Known } from './known.ts'
import { knownEmployments, knownOwners } from './known-records.ts'
import type { Owner } from './owner.ts'

/** The employments that Belvo would list if nothing were new. */
export function expectedEmployments(known: Known): Employment[] {
  return knownEmployments(known).map(asListed)
}

/** The owners that Belvo would list if nothing were new. */
export function expectedOwners(known: Known): Owner[] {
  return knownOwners(known).map(asListed)
}

function asListed<T extends { readonly id: string }>({ id: _, ...record }: T): Omit<T, 'id'> {
  return record
}
