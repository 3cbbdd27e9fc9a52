import type { Db } from '../../store/database.ts'
import { claimErasures } from '../../store/erasures.ts'
import type { Signaller } from './signaller.ts'

/**
 * Sees to it that each unfinished erasure has its workflow: at once after the request, once Temporal
 * is back, and again where a run was lost.
 */
export async function startErasures(
  db: Db,
  signaller: Pick<Signaller, 'erase'>,
  againAfterMs: number,
): Promise<void> {
  for (const erasureId of await claimErasures(db, againAfterMs)) await signaller.erase(erasureId)
}
