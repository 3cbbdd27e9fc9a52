import type { Selectable } from 'kysely'
import { knownOwners } from '../domain/known-records.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Owner, PersonalField } from '../domain/owner.ts'
import { Private } from '../domain/private.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { DataKey } from '../vault/sealed.ts'
import { unseal } from '../vault/sealed.ts'
import type { Reader } from './access.ts'
import type { Db, Tx } from './database.ts'
import { knownThen } from './known-then.ts'
import { ownerColumns, ownerPlace } from './owner-columns.ts'
import type { Reading } from './recorded-reading.ts'
import { readRecorded } from './recorded-reading.ts'
import type { OwnerTable } from './tables/owners.ts'

/** An owner as known now, under our own id. */
export interface OwnerView extends Owner {
  readonly id: string
}

/**
 * A link and the owners that INSS reports, opened; with `knownAt`, as we knew them and it then, without
 * `collectedAt`. Who read them is written down in the same transaction. Throws when the link's key is
 * gone from the keyring.
 */
export async function readOwners(
  db: Db,
  keyring: Keyring,
  linkId: LinkId,
  reader: Reader,
  knownAt?: Date,
): Promise<Reading<{ readonly owners: OwnerView[] }>> {
  return await readRecorded(db, linkId, reader, async (tx, now) => {
    if (!knownAt) return { owners: await ownersOf(tx, keyring, linkId) }
    const { link, known } = await knownThen(tx, keyring, now, knownAt)
    return { link, owners: knownOwners(known) }
  })
}

/** The owners as known now, opened. */
export async function ownersOf(tx: Tx, keyring: Keyring, linkId: LinkId): Promise<OwnerView[]> {
  const rows = await tx
    .selectFrom('owners')
    .selectAll()
    .where('link_id', '=', linkId)
    .where('reported', '=', true)
    .orderBy('first_read_at')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []
  const key = await keyring.linkKey(linkId)
  if (!key) throw new Error('link_key_missing')
  return rows.map((row) => toOwner(row, key))
}

function toOwner(row: Selectable<OwnerTable>, key: DataKey): OwnerView {
  const open = (field: PersonalField) => {
    const sealed = row[ownerColumns[field]]
    return sealed && new Private(unseal(key, sealed, ownerPlace(row.id, field)).toString())
  }
  return {
    id: row.id,
    belvoId: row.belvo_id,
    documentType: row.document_type,
    personal: {
      internalIdentification: open('internalIdentification'),
      documentNumber: open('documentNumber'),
      displayName: open('displayName'),
      email: open('email'),
      phoneNumber: open('phoneNumber'),
      address: open('address'),
    },
    collectedAt: row.collected_at,
  }
}
