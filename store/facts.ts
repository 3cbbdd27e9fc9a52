import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Fact } from '../domain/fact.ts'
import { factVersions } from '../domain/fact.ts'
import type { Known } from '../domain/known.ts'
import type { Cause } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import { factsText, readFacts as readStoredFacts } from '../domain/stored-fact.ts'
import { knownText } from '../domain/stored-known.ts'
import type { NewerThanCode } from '../domain/upcast.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { DataKey, SealedPlace } from '../vault/sealed.ts'
import type { Db, Tx } from './database.ts'
import { FactsNewerThanCode } from './facts-newer-than-code.ts'
import { appendLock } from './ledger.ts'
import { openText, sealText } from './sealed-text.ts'
import type { SealedFactTable } from './tables/sealed-facts.ts'

/** A fact about a person as the ledger has it. */
export interface RecordedFact {
  readonly position: number
  readonly knownAt: Date
  readonly cause: Cause
  /** The answer that it was decided from; null where none was kept. */
  readonly snapshotId: string | null
  readonly fact: Fact
}

/** `newer_than_code`: a later release wrote facts that this one cannot read; none is handed out. */
export type FactsRead =
  | { readonly kind: 'read'; readonly facts: readonly RecordedFact[] }
  | FactNewerThanCode

export interface FactNewerThanCode extends NewerThanCode {
  readonly position: number
}

/** How far to read; without it, to the end. Both hold where both are given. */
export interface Until {
  /** What we had recorded by then. */
  readonly knownAt?: Date | undefined
  readonly position?: number | undefined
}

/**
 * The facts about one link's person, opened, in order of position. Throws when there are some and the
 * link's key is gone from the keyring.
 */
export async function readFacts(
  db: Db,
  keyring: Keyring,
  linkId: LinkId,
  until: Until = {},
): Promise<FactsRead> {
  const sealed = await sealedFactsOf(db, linkId, { until })
  if (sealed.length === 0) return { kind: 'read', facts: [] }
  const key = await keyring.linkKey(linkId)
  if (!key) throw new Error('link_key_missing')
  return openFacts(sealed, key, until)
}

/** What opening sealed facts takes: all but a fold that was kept with them. */
export const sealedFactColumns = [
  'id',
  'first_position',
  'known_at',
  'cause',
  'snapshot_id',
  'facts',
] as const

type SealedFacts = Pick<Selectable<SealedFactTable>, (typeof sealedFactColumns)[number]>

/** The same, still sealed; those that came after the position `after`. */
export async function sealedFactsOf(
  db: Db,
  linkId: LinkId,
  { until: { knownAt, position } = {}, after = 0 }: { until?: Until; after?: number } = {},
): Promise<SealedFacts[]> {
  return await db
    .selectFrom('sealed_facts')
    .select(sealedFactColumns)
    .where('link_id', '=', linkId)
    .where('first_position', '>', String(after))
    .$if(knownAt !== undefined, (query) => query.where('known_at', '<=', knownAt as Date))
    .$if(position !== undefined, (query) => query.where('first_position', '<=', String(position)))
    .orderBy('first_position')
    .execute()
}

/** Opens sealed facts of one link with its key. */
export function openFacts(
  sealed: readonly SealedFacts[],
  key: DataKey,
  { position: last = Number.POSITIVE_INFINITY }: Until = {},
): FactsRead {
  const facts: RecordedFact[] = []
  for (const row of sealed) {
    const { known_at: knownAt, cause, snapshot_id: snapshotId } = row
    const texts = readStoredFacts(openText(key, row.facts, placeOf(row.id)))
    for (const [at, read] of texts.entries()) {
      const position = Number(row.first_position) + at
      if (position > last) break
      if (read.kind === 'newer_than_code') return { ...read, position }
      facts.push({ position, knownAt, cause, snapshotId, fact: read.fact })
    }
  }
  return { kind: 'read', facts }
}

/** The same for whoever can do nothing without all of them; throws `FactsNewerThanCode`. */
export function openEveryFact(sealed: readonly SealedFacts[], key: DataKey): RecordedFact[] {
  const read = openFacts(sealed, key)
  if (read.kind === 'read') return [...read.facts]
  const { position, factKind, schemaVersion } = read
  throw new FactsNewerThanCode(`${factKind} of version ${schemaVersion} at ${position}`)
}

export interface Origin {
  readonly key: DataKey
  readonly cause: Cause
  readonly snapshotId: string | null
  /** What is known after these facts, where it is time to keep that. */
  readonly known?: Known | null
}

/**
 * Appends what one answer taught about a person, all of it known at the same instant. Belongs to the
 * end of the transaction, as `appendFacts` does.
 */
export async function appendPersonFacts(
  tx: Tx,
  linkId: LinkId,
  facts: readonly Fact[],
  { key, cause, snapshotId, known }: Origin,
): Promise<void> {
  if (facts.length === 0) return
  const id = randomUUID()
  const sealed = sealText(key, factsText(facts), placeOf(id))
  const kept = known ? sealText(key, knownText(known), knownPlace(id)) : null
  await appendLock.execute(tx)
  // In milliseconds, as readers say instants: asked for what was known at a fact's own, they get it.
  const { numAffectedRows } = await sql`
    with named as (
      insert into ledger (link_id, kind, subject, schema_version, known_at, sealed_in)
      select ${linkId}, kind, subject, version, at, ${id}
      from (select date_trunc('milliseconds', clock_timestamp()) as at offset 0) as now,
        unnest(${facts.map(({ kind }) => kind)}::text[],
          ${facts.map(({ subject }) => subject)}::uuid[],
          ${facts.map(({ kind }) => factVersions[kind])}::integer[])
          with ordinality as said(kind, subject, version, place)
      order by place
      returning position, known_at
    )
    insert into sealed_facts
      (id, link_id, first_position, count, known_at, retrieved_at, cause, snapshot_id, key_id, facts,
        known)
    select ${id}, ${linkId}, min(position), count(*), min(known_at),
      (select retrieved_at from links where link_id = ${linkId}), ${JSON.stringify(cause)},
      ${snapshotId}, ${key.id}, ${sealed}, ${kept}
    from named having max(position) - min(position) + 1 = count(*)`.execute(tx)
  // Each fact's position is counted from the first: under the lock nobody takes one between.
  if (numAffectedRows !== 1n) throw new Error('ledger_positions_apart')
}

const placeOf = (id: string): SealedPlace => ({ table: 'sealed_facts', row: id, column: 'facts' })

/** Where the fold after sealed facts is bound to. */
export const knownPlace = (id: string): SealedPlace => ({ ...placeOf(id), column: 'known' })
