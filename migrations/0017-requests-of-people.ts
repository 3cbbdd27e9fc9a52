import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** What people ask of us by law, until when it must be answered, and what they say of single facts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table person_requests (
      id uuid primary key default gen_random_uuid(),
      external_id text,
      asked_for text not null check (asked_for in ('access', 'correction', 'erasure')),
      received_at timestamptz not null,
      due_at timestamptz not null,
      recorded_by text not null,
      reason text not null,
      answered_at timestamptz,
      answered_by text,
      answer text,
      erasure_id uuid references erasures
    )`.execute(db)
  await sql`create index person_requests_open on person_requests (due_at)
    where answered_at is null`.execute(db)
  await sql`create index person_requests_of on person_requests (external_id)`.execute(db)
  await sql`create index person_requests_by_erasure on person_requests (erasure_id)`.execute(db)
  await sql`
    create table fact_notes (
      id uuid primary key default gen_random_uuid(),
      link_id uuid not null references links,
      position bigint not null,
      written_by text not null,
      written_at timestamptz not null default clock_timestamp(),
      key_id uuid not null,
      note bytea not null
    )`.execute(db)
  await sql`create index fact_notes_by_link on fact_notes (link_id)`.execute(db)
  await sql`create index fact_notes_by_position on fact_notes (position)`.execute(db)
}
