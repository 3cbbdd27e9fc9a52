import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Where each link stands, and the append-only record of what happened to it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table links (
      link_id uuid primary key,
      revision bigint not null default 1,
      connection_id uuid unique references connections,
      external_id text,
      institution text,
      access_mode text,
      refresh_rate text,
      stale_in text,
      belvo_status text,
      belvo_created_at timestamptz,
      status text not null check (status in
        ('connecting', 'collecting', 'current', 'needs_person',
         'stale', 'deleted', 'unknown', 'foreign')),
      reason text,
      trouble text,
      missing_since timestamptz,
      needs_person_since timestamptz,
      needs_person_reason text,
      disconnected_at timestamptz,
      last_accessed_at timestamptz,
      retrieved_at timestamptz,
      stale_at timestamptz,
      expected_by timestamptz,
      employments_applied_at timestamptz,
      employments_read_at timestamptz,
      employments_digest bytea,
      employments_trouble text,
      owners_applied_at timestamptz,
      owners_read_at timestamptz,
      owners_digest bytea,
      owners_trouble text,
      opened_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    )`.execute(db)
  await sql`create index links_by_external_id on links (external_id)`.execute(db)
  await sql`create index links_by_update on links (updated_at, link_id)`.execute(db)
  await sql`create index links_by_status on links (status, reason)`.execute(db)

  await sql`
    create table ledger (
      position bigint generated always as identity primary key,
      link_id uuid not null,
      kind text not null,
      subject text,
      effective date,
      known_at timestamptz not null default clock_timestamp(),
      schema_version integer not null default 1,
      cause jsonb not null,
      detail jsonb not null
    )`.execute(db)
  await sql`create index ledger_by_link on ledger (link_id, position)`.execute(db)
}
