import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** When a link that should have been heard of is sought again; apart from the clock it is late by. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table links add column seek_again_at timestamptz`.execute(db)
  await sql`create index links_by_expectation on links (expected_by) where expected_by is not null`.execute(
    db,
  )
  await sql`create index links_by_staleness on links (stale_at)
    where status in ('connecting', 'collecting', 'current', 'needs_person')`.execute(db)
}
