import { randomUUID } from 'node:crypto'
import type { LinkId } from '../domain/link-id.ts'
import type { Owner, PersonalField } from '../domain/owner.ts'
import { personalFields } from '../domain/owner.ts'
import type { DataKey } from '../vault/sealed.ts'
import { seal } from '../vault/sealed.ts'
import type { Tx } from './database.ts'
import { ownerColumns, ownerPlace } from './owner-columns.ts'

/**
 * Writes owners, sealed with the link's key, matched by Belvo's id. A record that Belvo collected
 * earlier than ours never wins; those that are absent stay.
 */
export async function writeOwners(
  tx: Tx,
  linkId: LinkId,
  owners: readonly Owner[],
  { key, readStartedAt }: { key: DataKey; readStartedAt: string },
): Promise<void> {
  const known = await tx
    .selectFrom('owners')
    .select(['id', 'belvo_id', 'collected_at'])
    .where('link_id', '=', linkId)
    .execute()
  for (const owner of owners) {
    const before = known.find(({ belvo_id }) => belvo_id === owner.belvoId)
    if (isOlder(owner.collectedAt, before?.collected_at)) continue
    const id = before?.id ?? randomUUID()
    const content = {
      collected_at: owner.collectedAt,
      key_id: key.id,
      document_type: owner.documentType,
      ...sealedColumns(id, owner, key),
      last_read_at: readStartedAt,
    }
    await tx
      .insertInto('owners')
      .values({
        id,
        link_id: linkId,
        belvo_id: owner.belvoId,
        first_read_at: readStartedAt,
        ...content,
      })
      .onConflict((same) => same.columns(['link_id', 'belvo_id']).doUpdateSet(content))
      .execute()
  }
}

function isOlder(collectedAt: Date | null, known: Date | null | undefined): boolean {
  return collectedAt !== null && known != null && collectedAt < known
}

function sealedColumns(id: string, owner: Owner, key: DataKey) {
  const sealed = (field: PersonalField) => {
    const value = owner.personal[field]
    return value && seal(key, value.reveal(), ownerPlace(id, field))
  }
  return Object.fromEntries(
    personalFields.map((field) => [ownerColumns[field], sealed(field)]),
  ) as Record<(typeof ownerColumns)[PersonalField], Buffer | null>
}
