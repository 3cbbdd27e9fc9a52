import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Since when a link's life is over, and the short ways to what is past its days. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table links add column ended_at timestamptz`.execute(db)
  await sql`
    update links set ended_at = coalesce(disconnected_at, updated_at)
    where status not in ('connecting', 'collecting', 'current', 'needs_person')`.execute(db)
  await sql`create index links_by_end on links (ended_at) where ended_at is not null`.execute(db)
  await sql`create index connections_unconnected on connections (connectable_until)
    where link_id is null`.execute(db)
  await sql`create index access_by_time on access (accessed_at)`.execute(db)
  await sql`create index snapshots_by_time on snapshots (read_started_at)`.execute(db)
}
