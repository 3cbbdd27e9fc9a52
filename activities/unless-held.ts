import { BelvoHeld } from '../belvo/errors.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Db } from '../store/database.ts'
import { awaitRelease } from '../store/held-links.ts'
import type { HeldBack } from '../workflows/ports.ts'

/** Asks Belvo; where calls are held, answers so and has the release wake the link that it was about. */
export async function unlessHeld<T>(
  db: Db,
  linkId: LinkId | null,
  ask: () => Promise<T>,
): Promise<T | HeldBack> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof BelvoHeld)) throw error
    if (linkId) await awaitRelease(db, linkId)
    return { kind: 'held', held: error.held }
  }
}
