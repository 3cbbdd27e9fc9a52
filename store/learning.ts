import { randomUUID } from 'node:crypto'
import { canonicalText } from '../domain/canonical.ts'
import type { Employment } from '../domain/employment.ts'
import { fold } from '../domain/evolve.ts'
import type { Fact } from '../domain/fact.ts'
import type { Known } from '../domain/known.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Owner } from '../domain/owner.ts'
import { keyedDigest } from '../vault/keyed-digest.ts'
import type { DataKey } from '../vault/sealed.ts'
import type { Tx } from './database.ts'
import { FactsNewerThanCode } from './facts-newer-than-code.ts'
import { knownByKey } from './known.ts'
import type { ResourceMemory } from './resource-memory.ts'
import { lastSightings } from './sightings.ts'
import { keepSnapshot } from './snapshots.ts'

/** Whole, read at one time, and not yet compared with what is known. */
export interface Answer<T extends Employment | Owner> {
  readonly linkId: LinkId
  readonly memory: ResourceMemory<T>
  readonly records: readonly T[]
  /** Its canonical text, and the digest of that. */
  readonly canonical: string
  readonly digest: Buffer
  readonly readStartedAt: string
  readonly key: DataKey
}

/**
 * Whether what an answer lacks may count as gone. `vanishing` is a keyed digest that names all of it,
 * null where nothing is lacking; to be asked once of each answer.
 */
export type MayVanish = (vanishing: Buffer | null) => Promise<boolean>

export interface Lesson {
  /** Still to be appended: the ledger's lock is taken last. */
  readonly facts: readonly Fact[]
  /** What is known after them, where it is time to keep that. */
  readonly known: Known | null
  readonly snapshotId: string | null
  /** Of what is known now, as an answer would say it: an equal answer has no news. */
  readonly digest: Buffer
  readonly ambiguous: number
}

/**
 * What an answer teaches about a locked link's person, written to the tables of what is true now; the
 * answer itself is kept. What it lacks is gone only where `mayVanish` says so.
 */
export async function learn<T extends Employment | Owner>(
  tx: Tx,
  answer: Answer<T>,
  mayVanish: MayVanish,
): Promise<Lesson> {
  const { linkId, memory, records, canonical, digest, readStartedAt, key } = answer
  const { known, folded } = await knownUnderLock(tx, linkId, key)
  const decide = (absence: 'proven' | 'unproven') =>
    memory.decide(known, records, { absence, newId: randomUUID })
  const cautious = decide('unproven')
  const { vanishing } = cautious
  const isGone = await mayVanish(vanishing.length === 0 ? null : keyedDigest(key, vanishing.join()))
  const { facts, ambiguous } = isGone ? decide('proven') : cautious

  const after = fold(facts, known)
  await memory.project(tx, { linkId, facts, known: after, key, readStartedAt })
  const snapshot = {
    linkId,
    resource: memory.resource,
    readStartedAt,
    answer: canonical,
    digest,
  }
  return {
    facts,
    known: folded + facts.length > foldedMax ? after : null,
    snapshotId: await keepSnapshot(tx, snapshot, key),
    digest: keyedDigest(key, canonicalText(memory.expected(after))),
    ambiguous,
  }
}

/** An answer that says what is known: nothing is lacking either. */
export async function learnNothing<T extends Employment | Owner>(
  { digest }: Answer<T>,
  mayVanish: MayVanish,
): Promise<Lesson> {
  await mayVanish(null)
  return { facts: [], known: null, snapshotId: null, digest, ambiguous: 0 }
}

// Folding so many facts anew takes a few milliseconds, and most lives have fewer.
const foldedMax = 500

async function knownUnderLock(tx: Tx, linkId: LinkId, key: DataKey) {
  const read = await knownByKey(tx, key, linkId)
  if (read.kind !== 'known') {
    throw new FactsNewerThanCode(`${read.factKind} of version ${read.schemaVersion}`)
  }
  const known: Known = { ...read.known, collectedAt: await lastSightings(tx, linkId) }
  return { known, folded: read.folded }
}
