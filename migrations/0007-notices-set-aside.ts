import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Who dismissed a notice and why, and the short way to what is set aside about one link. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table inbox add column dismissed_by text, add column dismissed_because text`.execute(db)
  await sql`create index inbox_set_aside_by_link on inbox (link_id)
    where state in ('quarantined', 'stuck')`.execute(db)
}
