import { sql } from 'kysely'
import { fold } from '../domain/evolve.ts'
import type { Known } from '../domain/known.ts'
import { nothingKnown } from '../domain/known.ts'
import type { LinkId } from '../domain/link-id.ts'
import { readKnown } from '../domain/stored-known.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { DataKey } from '../vault/sealed.ts'
import type { Db } from './database.ts'
import type { FactNewerThanCode, Until } from './facts.ts'
import { knownPlace, openFacts, sealedFactsOf } from './facts.ts'
import { openText } from './sealed-text.ts'

export type KnownRead =
  | {
      readonly kind: 'known'
      readonly known: Known
      /** How many facts had to be folded: those since the last fold that was kept. */
      readonly folded: number
    }
  | FactNewerThanCode

/**
 * What was known of a link's person, folded from the facts that the ledger had by then. Throws when
 * there are some and the link's key is gone from the keyring.
 */
export async function knownOf(
  db: Db,
  keyring: Keyring,
  linkId: LinkId,
  until: Until = {},
): Promise<KnownRead> {
  const key = await keyring.linkKey(linkId)
  if (key) return await knownByKey(db, key, linkId, until)
  if ((await sealedFactsOf(db, linkId, { until })).length > 0) throw new Error('link_key_missing')
  return { kind: 'known', known: nothingKnown, folded: 0 }
}

/** The same for whoever has the link's key. */
export async function knownByKey(
  db: Db,
  key: DataKey,
  linkId: LinkId,
  until: Until = {},
): Promise<KnownRead> {
  const kept = await lastKept(db, key, linkId, until)
  const sealed = await sealedFactsOf(db, linkId, { until, after: kept.position })
  const read = openFacts(sealed, key, until)
  if (read.kind !== 'read') return read
  const facts = read.facts.map(({ fact }) => fact)
  return { kind: 'known', known: fold(facts, kept.known), folded: facts.length }
}

/** The last fold that was kept by then, and the position of its last fact. */
async function lastKept(
  db: Db,
  key: DataKey,
  linkId: LinkId,
  { knownAt, position }: Until,
): Promise<{ known: Known; position: number }> {
  const row = await db
    .selectFrom('sealed_facts')
    .select(['id', 'known'])
    .select(sql<string>`first_position + count - 1`.as('last'))
    .where('link_id', '=', linkId)
    .where('known', 'is not', null)
    .$if(knownAt !== undefined, (query) => query.where('known_at', '<=', knownAt as Date))
    .$if(position !== undefined, (query) =>
      query.where(sql<boolean>`first_position + count - 1 <= ${position}`),
    )
    .orderBy('first_position', 'desc')
    .limit(1)
    .executeTakeFirst()
  const known = row?.known && readKnown(openText(key, row.known, knownPlace(row.id)))
  return known ? { known, position: Number(row?.last) } : { known: nothingKnown, position: 0 }
}
