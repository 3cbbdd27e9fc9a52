import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Tx } from './database.ts'

/** The links that are proven to be a person's: by Belvo's external id, or by the connection they are bound to. */
export async function linksOfPerson(tx: Tx, externalId: string): Promise<LinkId[]> {
  const { rows } = await sql<{ linkId: LinkId }>`
    select link_id as "linkId" from links
    where external_id = ${externalId}
      or connection_id in (select id from connections where external_id = ${externalId})
    order by link_id`.execute(tx)
  return rows.map(({ linkId }) => linkId)
}
