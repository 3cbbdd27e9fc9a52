import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** Where Belvo's answers leave their documents, and what was not heard of in time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table drift (
      kind text not null check (kind in
        ('unknown_field', 'missing_field', 'wrong_type', 'unknown_value', 'ambiguous_match')),
      path text not null,
      shape text not null,
      first_seen_at timestamptz not null default now(),
      last_seen_at timestamptz not null default now(),
      times bigint not null,
      readings bigint not null default 1,
      primary key (kind, path, shape)
    )`.execute(db)

  await sql`
    create table quarantined_answers (
      link_id uuid not null references links on delete cascade,
      resource text not null check (resource in ('EMPLOYMENTS', 'OWNERS')),
      kept_at timestamptz not null default now(),
      key_id uuid not null,
      answer bytea not null,
      primary key (link_id, resource)
    )`.execute(db)

  await sql`
    alter table links
      add column refresh_overdue_since timestamptz,
      add column silence_weighed_at timestamptz`.execute(db)
  await sql`create index links_to_weigh on links (employments_applied_at)
    where silence_weighed_at is distinct from employments_applied_at
      and status in ('collecting', 'current', 'needs_person')`.execute(db)
  await sql`
    create table overdue_salaries (
      employment_id uuid primary key,
      link_id uuid not null references links on delete cascade,
      since timestamptz not null default now()
    )`.execute(db)
  await sql`create index overdue_salaries_by_link on overdue_salaries (link_id)`.execute(db)
}
