import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Who was asked to connect, and on what legal ground their data may be held. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table connections (
      id uuid primary key,
      external_id text not null,
      access_mode text not null check (access_mode in ('recurrent', 'single')),
      stale_in text not null,
      credentials_storage text not null,
      return_urls jsonb not null,
      theme jsonb,
      api_key text not null,
      idempotency_key text,
      request_digest bytea not null,
      state text not null default 'started'
        check (state in ('started', 'returned', 'connected', 'abandoned', 'failed')),
      link_id uuid unique,
      claimed_link_id uuid,
      last_error_code text,
      started_at timestamptz not null default now(),
      returned_at timestamptz,
      connected_at timestamptz,
      connectable_until timestamptz not null,
      unique (api_key, idempotency_key)
    )`.execute(db)
  await sql`create index connections_external_id on connections (external_id)`.execute(db)
  await sql`create index connections_claimed_link on connections (claimed_link_id)`.execute(db)

  await sql`
    create table legal_grounds (
      id bigint generated always as identity primary key,
      connection_id uuid not null references connections,
      basis text not null check (basis in ('consent', 'contract', 'credit_protection')),
      purpose text not null,
      text_version text not null,
      given_at timestamptz not null,
      evidence_ref text,
      valid_until timestamptz,
      recorded_by text not null,
      recorded_at timestamptz not null default now()
    )`.execute(db)
}
