import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * Grounds of links that were met without a connection, and their end; whether the person behind a
 * link is the expected one; when each key was used last.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table legal_grounds
      alter column connection_id drop not null,
      add column link_id uuid references links,
      add check (num_nonnulls(connection_id, link_id) = 1)`.execute(db)
  await sql`create index legal_grounds_by_connection on legal_grounds (connection_id)`.execute(db)
  await sql`create index legal_grounds_by_link on legal_grounds (link_id)`.execute(db)
  await sql`
    create table ground_withdrawals (
      ground_id bigint primary key references legal_grounds,
      withdrawn_at timestamptz not null default clock_timestamp(),
      withdrawn_by text not null,
      reason text not null
    )`.execute(db)
  await sql`
    create function refuse_change() returns trigger language plpgsql as $$
      begin raise exception '% only grows', tg_table_name; end $$`.execute(db)
  await sql`create trigger only_grows before update on legal_grounds
    for each statement execute function refuse_change()`.execute(db)
  await sql`create trigger only_grows before update on ground_withdrawals
    for each statement execute function refuse_change()`.execute(db)

  await sql`alter table connections add column expected_person bytea`.execute(db)
  await sql`
    alter table links
      add column ground text not null default 'missing'
        check (ground in ('missing', 'given', 'withdrawn')),
      add column ground_until timestamptz,
      add column identity text not null default 'not_checked'
        check (identity in ('not_checked', 'match', 'mismatch')),
      add column person bytea,
      add column person_seen bytea,
      add column identity_released_at timestamptz`.execute(db)
  await sql`create index links_by_ground on links (ground, ground_until)
    where status in ('connecting', 'collecting', 'current', 'needs_person', 'stale')`.execute(db)
  await sql`
    update links set ground = 'given', ground_until = given.until
    from (
      select connection_id,
        case when bool_or(valid_until is null) then null else max(valid_until) end as until
      from legal_grounds group by connection_id
    ) as given
    where given.connection_id = links.connection_id`.execute(db)

  await sql`create index access_by_link on access (link_id, id)`.execute(db)
  await sql`
    create table api_keys_used (
      name text not null,
      fingerprint text not null,
      last_used_at timestamptz not null,
      primary key (name, fingerprint)
    )`.execute(db)
}
