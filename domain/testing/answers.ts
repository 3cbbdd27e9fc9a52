import { decideEmployments } from '../decide-employments.ts'
import { decideOwners } from '../decide-owners.ts'
import type { DecidedBy, Decision } from '../decision.ts'
import type { Employment } from '../employment.ts'
import { fold } from '../evolve.ts'
import type { Fact } from '../fact.ts'
import type { Known } from '../known.ts'
import type { Owner } from '../owner.ts'

/** An answer of Belvo, as what it makes of what is known. */
export type Answer = (known: Known) => Decision<Fact> & { readonly after: Known }

/** An answer that is proven to be whole. New employments are `job-1`, `job-2` and so on. */
export const whole = answering(decideEmployments, 'proven', employmentIds)
export const maybeShort = answering(decideEmployments, 'unproven', employmentIds)

export const wholeOwners = answering(decideOwners, 'proven', ownerIds)
export const maybeShortOwners = answering(decideOwners, 'unproven', ownerIds)

function answering<T extends Employment | Owner>(
  decide: (known: Known, records: readonly T[], by: DecidedBy) => Decision<Fact>,
  absence: DecidedBy['absence'],
  idsAfter: (known: Known) => () => string,
): (...records: T[]) => Answer {
  return (...records) =>
    (known) => {
      const decision = decide(known, records, { absence, newId: idsAfter(known) })
      return { ...decision, after: seen(fold(decision.facts, known), records) }
    }
}

function employmentIds({ employments }: Known): () => string {
  let last = employments.size
  return () => `job-${++last}`
}

function ownerIds({ owners }: Known): () => string {
  let last = owners.size
  return () => `owner-${++last}`
}

/** The newest instant at which each was collected, as the live tables have it. */
function seen(known: Known, records: readonly (Employment | Owner)[]): Known {
  const collectedAt = new Map(known.collectedAt)
  for (const [id, { belvoId }] of [...known.employments, ...known.owners]) {
    const instants = records.filter((record) => record.belvoId === belvoId).map(instantOf)
    const newestMs = Math.max(collectedAt.get(id)?.getTime() ?? 0, ...instants)
    if (newestMs > 0) collectedAt.set(id, new Date(newestMs))
  }
  return { ...known, collectedAt }
}

function instantOf({ collectedAt }: Employment | Owner): number {
  return collectedAt?.getTime() ?? 0
}
