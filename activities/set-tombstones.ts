import { connectionsOf, externalIdOf, markDone, readErasure } from '../store/erasures.ts'
import type { ErasureActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'

/** First of all, because it is what a restored backup cannot undo. */
export function createSetTombstones(hands: Hands): ErasureActivities['setTombstones'] {
  return ({ erasureId }) =>
    attempting(hands.events, async () => {
      await writeTombstones(hands, erasureId)
      await markDone(hands.db, erasureId, 'tombstoned')
    })
}

/** Brings the keyring's tombstones to all that the erasure is about. */
export async function writeTombstones(
  { db, keyring, tombstones }: Hands,
  erasureId: string,
): Promise<void> {
  const erasure = await readErasure(db, erasureId)
  const externalId = await externalIdOf(db, erasure)
  const person = externalId === null ? null : await keyring.blindIndex(externalId)
  await tombstones.set({ ...erasure, erasureId, person }, [
    ...erasure.links.map((id) => ({ kind: 'link' as const, id })),
    ...(await connectionsOf(db, erasureId)).map((id) => ({ kind: 'connection' as const, id })),
  ])
}
