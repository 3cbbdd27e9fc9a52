import type { LinkId } from '../domain/link-id.ts'
import type { Reader } from './access.ts'
import { recordAccess } from './access.ts'
import type { Db, Tx } from './database.ts'
import type { LinkView } from './link-views.ts'
import { findLinkView } from './link-views.ts'
import type { Unreadable } from './readability.ts'

/** What reading a person's data comes to; all but `readable` hands out nothing and leaves no trace. */
export type Reading<T> =
  | ({ readonly kind: 'readable'; readonly link: LinkView } & T)
  | { readonly kind: 'link_unknown' | Unreadable }

/**
 * Reads what is personal about a link as of one moment, where its legal ground and the person's
 * identity allow it, and writes down who read it in the same transaction.
 */
export async function readRecorded<T extends object>(
  db: Db,
  linkId: LinkId,
  reader: Reader,
  read: (tx: Tx, link: LinkView) => Promise<T>,
): Promise<Reading<T>> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx): Promise<Reading<T>> => {
      const link = await findLinkView(tx, linkId)
      if (!link) return { kind: 'link_unknown' }
      if (link.unreadable) return { kind: link.unreadable }
      await recordAccess(tx, linkId, reader)
      return { kind: 'readable', link, ...(await read(tx, link)) }
    })
}
