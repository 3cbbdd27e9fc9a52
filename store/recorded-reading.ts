import type { LinkId } from '../domain/link-id.ts'
import type { Reader } from './access.ts'
import { recordAccess } from './access.ts'
import type { Db, Tx } from './database.ts'
import type { LinkView } from './link-views.ts'
import { findLinkView } from './link-views.ts'

/**
 * Reads what is personal about a link as of one moment, and writes down who read it in the same
 * transaction. Undefined for a link that was never met.
 */
export async function readRecorded<T>(
  db: Db,
  linkId: LinkId,
  reader: Reader,
  read: (tx: Tx, link: LinkView) => Promise<T>,
): Promise<T | undefined> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      const link = await findLinkView(tx, linkId)
      if (!link) return undefined
      await recordAccess(tx, linkId, reader)
      return await read(tx, link)
    })
}
