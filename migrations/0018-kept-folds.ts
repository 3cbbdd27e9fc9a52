import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** What was known after some sealed facts, so that a long life is not folded from its beginning. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table sealed_facts add column known bytea`.execute(db)
  await sql`create index known_by_link on sealed_facts (link_id, first_position)
    where known is not null`.execute(db)
}
