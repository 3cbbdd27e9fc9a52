import { fold } from '../domain/evolve.ts'
import type { Known } from '../domain/known.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Db } from './database.ts'
import type { FactNewerThanCode, Until } from './facts.ts'
import { readFacts } from './facts.ts'

export type KnownRead = { readonly kind: 'known'; readonly known: Known } | FactNewerThanCode

/** What was known of a link's person, folded from the facts that the ledger had by then. */
export async function knownOf(
  db: Db,
  keyring: Keyring,
  linkId: LinkId,
  until: Until = {},
): Promise<KnownRead> {
  const read = await readFacts(db, keyring, linkId, until)
  if (read.kind !== 'read') return read
  return { kind: 'known', known: fold(read.facts.map(({ fact }) => fact)) }
}
