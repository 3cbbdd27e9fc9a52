import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * Every notice as it came, and our own wake-ups. Partitioned by month of arrival, so that old
 * months are dropped whole; a default partition is left out because it would trap old rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table inbox (
      id bigint generated always as identity,
      received_on date not null,
      received_at timestamptz not null default clock_timestamp(),
      source text not null
        check (source in ('webhook', 'redirect', 'operator', 'reconcile', 'adopt')),
      lane text not null check (lane in ('person', 'recurrent')),
      state text not null
        check (state in ('open', 'applied', 'quarantined', 'ignored', 'parked', 'held', 'stuck')),
      state_reason text,
      subject text check (subject in ('LINK', 'EMPLOYMENTS', 'OWNERS')),
      link_id uuid,
      connection_id uuid,
      webhook_id text,
      webhook_type text,
      webhook_code text,
      process_type text,
      request_id text,
      announced_total integer,
      actor text,
      dedupe_key bytea not null,
      copies integer not null default 1,
      claimed_until timestamptz,
      dispatched_at timestamptz,
      dispatches integer not null default 0,
      dispatch_again_at timestamptz,
      read_started_at timestamptz,
      settled_at timestamptz,
      body bytea,
      primary key (received_on, id),
      unique (received_on, dedupe_key)
    ) partition by range (received_on)`.execute(db)
  await sql`create index inbox_open_by_link on inbox (link_id) where state = 'open'`.execute(db)
  await sql`create index inbox_by_link on inbox (link_id, received_at)`.execute(db)
  await sql`create index inbox_by_state on inbox (state, received_at) where state <> 'applied'`.execute(
    db,
  )

  await sql`
    create table refusals (
      id bigint generated always as identity primary key,
      refused_at timestamptz not null default now(),
      reason text not null,
      source_address text,
      declared_length bigint
    )`.execute(db)
  await sql`
    create table refusal_counts (
      reason text primary key,
      refused bigint not null
    )`.execute(db)
}
