import { randomUUID } from 'node:crypto'
import type { LinkId } from '../domain/link-id.ts'
import type { Resource } from '../domain/resource.ts'
import type { DataKey, SealedPlace } from '../vault/sealed.ts'
import type { Tx } from './database.ts'
import { sealText } from './sealed-text.ts'

export interface Snapshot {
  readonly linkId: LinkId
  readonly resource: Resource
  readonly readStartedAt: string
  /** The answer's canonical text, and its digest. */
  readonly answer: string
  readonly digest: Buffer
}

/** Keeps an answer, sealed, unless the last one kept says the same; its id, or that of the other. */
export async function keepSnapshot(
  tx: Tx,
  { linkId, resource, readStartedAt, answer, digest }: Snapshot,
  key: DataKey,
): Promise<string> {
  const last = await tx
    .selectFrom('snapshots')
    .select(['id', 'digest'])
    .where('link_id', '=', linkId)
    .where('resource', '=', resource)
    .orderBy('read_started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.digest.equals(digest)) return last.id
  const id = randomUUID()
  await tx
    .insertInto('snapshots')
    .values({
      id,
      link_id: linkId,
      resource,
      read_started_at: readStartedAt,
      digest,
      key_id: key.id,
      answer: sealText(key, answer, snapshotPlace(id)),
    })
    .execute()
  return id
}

export const snapshotPlace = (id: string): SealedPlace => ({
  table: 'snapshots',
  row: id,
  column: 'answer',
})
