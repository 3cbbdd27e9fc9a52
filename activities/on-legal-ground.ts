import type { LinkId } from '../domain/link-id.ts'
import { heldForGround } from '../store/groundless-links.ts'
import type { HeldBack } from '../workflows/ports.ts'
import type { Hands } from './hands.ts'
import { unlessHeld } from './unless-held.ts'

/**
 * Asks Belvo for a person's data, or to collect it, only while a legal ground is in force. Without
 * one the link is held as by a hold; the recording of a ground wakes it.
 */
export async function onLegalGround<T>(
  { db }: Pick<Hands, 'db'>,
  linkId: LinkId,
  ask: () => Promise<T>,
): Promise<T | HeldBack> {
  const held = await heldForGround(db, linkId)
  return held ? { kind: 'held', held } : await unlessHeld(db, linkId, ask)
}
