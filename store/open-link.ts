import type { ExternalId } from '../domain/external-id.ts'
import type { LinkId } from '../domain/link-id.ts'
import { liveStatuses } from '../domain/link-status.ts'
import type { Db } from './database.ts'

/** The living link of this person, the newest where there are several. */
export async function openLinkOf(db: Db, externalId: ExternalId): Promise<LinkId | undefined> {
  const link = await db
    .selectFrom('links')
    .select('link_id')
    .where('external_id', '=', externalId)
    .where('status', 'in', liveStatuses)
    .orderBy('opened_at', 'desc')
    .executeTakeFirst()
  return link?.link_id as LinkId | undefined
}
