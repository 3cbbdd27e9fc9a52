import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * Who asked to forget whom, and how far that has come. The tombstones and the receipt are in the
 * keyring, which a restore of this database leaves alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table erasures (
      id uuid primary key,
      external_id text,
      requested_at timestamptz not null default clock_timestamp(),
      requested_by text not null,
      reason text not null,
      start_at timestamptz not null default clock_timestamp(),
      tombstoned_at timestamptz,
      runs_ended_at timestamptz,
      gone_at_belvo_at timestamptz,
      destroyed_at timestamptz,
      destroyed jsonb,
      receipt_issued_at timestamptz,
      finished_at timestamptz
    )`.execute(db)
  await sql`create index erasures_unfinished on erasures (start_at) where finished_at is null`.execute(
    db,
  )

  await sql`
    alter table links
      add column erasure_id uuid references erasures,
      drop constraint links_status_check,
      add constraint links_status_check check (status in
        ('connecting', 'collecting', 'current', 'needs_person',
         'stale', 'deleted', 'unknown', 'foreign', 'erasing', 'erased'))`.execute(db)
  await sql`create index links_by_erasure on links (erasure_id) where erasure_id is not null`.execute(
    db,
  )
  await sql`
    alter table connections
      add column erasure_id uuid references erasures,
      drop constraint connections_check,
      add check (external_id is not null or reconnects_link_id is not null
        or erasure_id is not null)`.execute(db)
  await sql`create index connections_by_erasure on connections (erasure_id)
    where erasure_id is not null`.execute(db)
}
