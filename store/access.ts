import type { LinkId } from '../domain/link-id.ts'
import type { Tx } from './database.ts'

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
