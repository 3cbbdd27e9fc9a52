import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * A connection may bring a person back to a link that they have: it then names the link from the
 * beginning, and takes its external id, which a link may lack.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table connections
      add column reconnects_link_id uuid references links,
      alter column external_id drop not null,
      add check (external_id is not null or reconnects_link_id is not null)`.execute(db)
  await sql`create index connections_reconnecting on connections (reconnects_link_id)
    where reconnects_link_id is not null`.execute(db)
}
