import { decideEmployments } from '../domain/decide-employments.ts'
import { decideOwners } from '../domain/decide-owners.ts'
import type { DecidedBy, Decision } from '../domain/decision.ts'
import type { Employment } from '../domain/employment.ts'
import { expectedEmployments, expectedOwners } from '../domain/expected-answer.ts'
import type { Fact } from '../domain/fact.ts'
import type { Known } from '../domain/known.ts'
import type { Owner } from '../domain/owner.ts'
import type { Resource } from '../domain/resource.ts'
import type { Projection } from './projections.ts'
import { projectEmployments, projectOwners } from './projections.ts'

/** How answers about one resource become facts, and facts become tables. */
export interface ResourceMemory<T extends Employment | Owner> {
  readonly resource: Resource
  readonly decide: (known: Known, records: readonly T[], by: DecidedBy) => Decision<Fact>
  /** What Belvo would list if nothing were new. */
  readonly expected: (known: Known) => T[]
  readonly project: Projection
}

export const employmentMemory: ResourceMemory<Employment> = {
  resource: 'EMPLOYMENTS',
  decide: decideEmployments,
  expected: expectedEmployments,
  project: projectEmployments,
}

export const ownerMemory: ResourceMemory<Owner> = {
  resource: 'OWNERS',
  decide: decideOwners,
  expected: expectedOwners,
  project: projectOwners,
}
