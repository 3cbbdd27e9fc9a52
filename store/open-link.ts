import type { ExternalId } from '../domain/external-id.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { liveStatuses } from '../domain/link-status.ts'
import type { Db } from './database.ts'

export interface OpenLink {
  readonly linkId: LinkId
  readonly status: LinkStatus
}

/** The living link of this person, the newest where there are several. */
export async function openLinkOf(db: Db, externalId: ExternalId): Promise<OpenLink | undefined> {
  const link = await db
    .selectFrom('links')
    .select(['link_id', 'status'])
    .where('external_id', '=', externalId)
    .where('status', 'in', liveStatuses)
    .orderBy('opened_at', 'desc')
    .executeTakeFirst()
  return link && { linkId: link.link_id as LinkId, status: link.status as LinkStatus }
}
