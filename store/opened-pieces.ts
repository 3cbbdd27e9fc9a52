import type { Fact } from '../domain/fact.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Tx } from './database.ts'
import { openFacts, sealedFactColumns } from './facts.ts'

export interface OpenedPieces {
  /** By position. What nothing opens any more is not there. */
  readonly facts: ReadonlyMap<number, Fact>
  /** The first position of a piece in which a later release wrote facts. */
  readonly newerFrom: number
}

/** Opens some pieces of sealed facts, of whichever links. */
export async function openPieces(
  tx: Tx,
  keyring: Keyring,
  ids: readonly string[],
): Promise<OpenedPieces> {
  const facts = new Map<number, Fact>()
  let newerFrom = Number.POSITIVE_INFINITY
  for (const [linkId, pieces] of Map.groupBy(await sealedIn(tx, ids), ({ link_id }) => link_id)) {
    const key = await keyring.linkKey(linkId)
    if (!key) continue
    for (const piece of pieces) {
      const read = openFacts([piece], key)
      if (read.kind === 'read') {
        for (const { position, fact } of read.facts) facts.set(position, fact)
      } else {
        newerFrom = Math.min(newerFrom, Number(piece.first_position))
      }
    }
  }
  return { facts, newerFrom }
}

async function sealedIn(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  return await tx
    .selectFrom('sealed_facts')
    .select(['link_id', ...sealedFactColumns])
    .where('id', 'in', ids)
    .execute()
}
