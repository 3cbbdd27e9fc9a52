import type { LinkId } from '../domain/link-id.ts'
import type { Db, Tx } from './database.ts'

/** Who reads a person's data, and by which route. */
export interface Reader {
  readonly apiKey: string
  readonly route: string
}

/** Belongs into the transaction that reads: nothing personal is handed out without its trace. */
export async function recordAccess(tx: Tx, linkId: LinkId, reader: Reader): Promise<void> {
  await recordAccesses(tx, [linkId], reader)
}

/** The same where one answer is about several people. */
export async function recordAccesses(
  tx: Tx,
  linkIds: readonly LinkId[],
  { apiKey, route }: Reader,
): Promise<void> {
  if (linkIds.length === 0) return
  const rows = linkIds.map((linkId) => ({ api_key: apiKey, link_id: linkId, route }))
  await tx.insertInto('access').values(rows).execute()
}

/** That somebody read a link's data. */
export interface Access extends Reader {
  readonly id: string
  readonly at: Date
}

/** Who read a link's data, the newest first; `before` is the id of the last one shown. */
export async function listAccess(
  db: Db,
  linkId: LinkId,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<{ reads: Access[]; next: string | null }> {
  const rows = await db
    .selectFrom('access')
    .select(['id', 'accessed_at as at', 'api_key as apiKey', 'route'])
    .where('link_id', '=', linkId)
    .$if(before !== undefined, (some) => some.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const reads = rows.slice(0, limit)
  return { reads, next: rows.length > limit ? (reads.at(-1)?.id ?? null) : null }
}
