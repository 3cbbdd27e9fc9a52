import { decideEmployments } from '../decide-employments.ts'
import { decideOwners } from '../decide-owners.ts'
import type { Decision } from '../decision.ts'
import type { Employment } from '../employment.ts'
import type { Fact } from '../fact.ts'
import type { Known } from '../known.ts'
import type { Owner } from '../owner.ts'

/** An answer of Belvo, as what it makes of what is known. New ids are `job-1`, `owner-1` and so on. */
export type Answer = (known: Known) => Decision<Fact>

/** An answer that is proven to be whole. */
export function whole(...records: Employment[]): Answer {
  return (known) => decideEmployments(known, records, { absence: 'proven', newId: jobs(known) })
}

export function maybeShort(...records: Employment[]): Answer {
  return (known) => decideEmployments(known, records, { absence: 'unproven', newId: jobs(known) })
}

export function wholeOwners(...records: Owner[]): Answer {
  return (known) => decideOwners(known, records, { absence: 'proven', newId: owners(known) })
}

export function maybeShortOwners(...records: Owner[]): Answer {
  return (known) => decideOwners(known, records, { absence: 'unproven', newId: owners(known) })
}

function jobs({ employments }: Known): () => string {
  let last = employments.size
  return () => `job-${++last}`
}

function owners({ owners }: Known): () => string {
  let last = owners.size
  return () => `owner-${++last}`
}
