import type { LinkId } from '../domain/link-id.ts'
import type { Db } from './database.ts'
import { recordWakeUp } from './inbox.ts'

/**
 * Notes that the widget sent the person back with a link. Anybody can write an address, so the link
 * is a claim: it is kept with a wake-up that makes Belvo say whose it is, and binds nothing. A proven
 * connection and a repeated claim stay as they are, and so does one that asks a person back to another
 * link. Whether something was written.
 */
export async function recordReturn(
  db: Db,
  { connectionId, claimed, at }: { connectionId: string; claimed: LinkId; at: Date },
): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    const returned = await tx
      .updateTable('connections')
      .set({
        state: 'returned',
        claimed_link_id: claimed,
        returned_at: at,
        last_error_code: null,
      })
      .where('id', '=', connectionId)
      .where('state', '<>', 'connected')
      .where('erasure_id', 'is', null)
      .where((eb) =>
        eb.or([eb('reconnects_link_id', 'is', null), eb('reconnects_link_id', '=', claimed)]),
      )
      .where((eb) => eb.or([eb('state', '<>', 'returned'), eb('claimed_link_id', '<>', claimed)]))
      .returning('id')
      .executeTakeFirst()
    if (!returned) return false
    await recordWakeUp(tx, {
      source: 'redirect',
      at,
      linkId: claimed,
      subject: 'LINK',
      lane: 'person',
      connectionId,
      occasion: `${connectionId} ${at.toISOString()}`,
    })
    return true
  })
}

/** Notes that the person left the widget, or that it failed; the person may try again. */
export async function recordSetback(
  db: Db,
  id: string,
  setback: { readonly state: 'abandoned' | 'failed'; readonly errorCode: string | null },
): Promise<void> {
  await db
    .updateTable('connections')
    .set({ state: setback.state, last_error_code: setback.errorCode })
    .where('id', '=', id)
    .where('state', 'in', ['started', 'abandoned', 'failed'])
    .where('erasure_id', 'is', null)
    .execute()
}
