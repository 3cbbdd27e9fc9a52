import type { LinkId } from '../domain/link-id.ts'
import type { Private } from '../domain/private.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Db } from './database.ts'
import { isFactOf, keepNote } from './fact-notes.ts'
import { lockKnownLink } from './link-row.ts'
import { recordUnlessOpen } from './person-requests.ts'

export interface NoteOrder {
  readonly linkId: LinkId
  readonly position: number
  readonly text: Private<string>
  readonly actor: string
  readonly at: Date
}

export type NoteOutcome = { readonly kind: 'kept' | 'link_unknown' | 'fact_unknown' }

/**
 * Keeps what a person says of a fact beside it. That they say so is a request for correction, which
 * only INSS, by way of Belvo, can fulfil: it stays open until somebody has answered it.
 */
export async function noteFact(db: Db, keyring: Keyring, order: NoteOrder): Promise<NoteOutcome> {
  const { linkId, position, text, actor, at } = order
  return await db.transaction().execute(async (tx): Promise<NoteOutcome> => {
    const link = await lockKnownLink(tx, linkId)
    const key = link && (await keyring.linkKey(linkId))
    if (!key || link.row.erasure_id) return { kind: 'link_unknown' }
    if (!(await isFactOf(tx, linkId, position))) return { kind: 'fact_unknown' }
    await keepNote(tx, linkId, { position, text, writtenBy: actor }, key)
    await recordUnlessOpen(tx, {
      externalId: link.row.external_id,
      askedFor: 'correction',
      receivedAt: at,
      by: { actor, reason: `note beside fact ${position}` },
    })
    return { kind: 'kept' }
  })
}
