import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Who holds calls to Belvo back, over which link or over all, and what makes us do so ourselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table holds (
      id uuid primary key default gen_random_uuid(),
      link_id uuid,
      cause text not null
        check (cause in ('operator', 'belvo_unavailable', 'keys_refused', 'links_going')),
      actor text not null,
      reason text not null,
      held_at timestamptz not null default clock_timestamp(),
      released_at timestamptz,
      released_by text,
      release_reason text
    )`.execute(db)
  await sql`create unique index holds_in_force on holds (link_id, cause) nulls not distinct
    where released_at is null`.execute(db)

  await sql`
    alter table belvo_budget
      add column unavailable_in_row integer not null default 0,
      add column unavailable_since timestamptz`.execute(db)
  await sql`
    alter table inbox drop constraint inbox_source_check, add constraint inbox_source_check
      check (source in ('webhook', 'redirect', 'operator', 'reconcile', 'adopt', 'hold'))`.execute(
    db,
  )
}
