import { markDone, readErasure } from '../store/erasures.ts'
import { destroyRecords } from '../store/forgetting.ts'
import type { ErasureActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'

/** The rows, then the keys of all that was sealed, also in backups. */
export function createDestroyRecords(hands: Hands): ErasureActivities['destroyRecords'] {
  const { db, keyring, events } = hands
  return ({ erasureId }) =>
    attempting(events, async () => {
      const { links } = await readErasure(db, erasureId)
      await destroyRecords(db, erasureId)
      for (const linkId of links) await keyring.destroyLinkKey(linkId)
      await markDone(db, erasureId, 'destroyed')
    })
}
