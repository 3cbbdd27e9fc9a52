import type { LinkId } from '../domain/link-id.ts'
import type { Tx } from './database.ts'

/** Who reads a person's data, and by which route. */
export interface Reader {
  readonly apiKey: string
  readonly route: string
}

/** Belongs into the transaction that reads: nothing personal is handed out without its trace. */
export async function recordAccess(tx: Tx, linkId: LinkId, reader: Reader): Promise<void> {
  const { apiKey, route } = reader
  await tx.insertInto('access').values({ api_key: apiKey, link_id: linkId, route }).execute()
}
