import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * What is true now of a person's work, readable in plain SQL. `numeric` without a scale keeps an
 * amount as INSS wrote it; a month is its first day; the owner's columns are sealed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table employments (
      id uuid primary key,
      link_id uuid not null references links,
      belvo_id uuid not null,
      employer_name text,
      employer_code text,
      economic_activity text,
      cnae_code text,
      cnae_label text,
      start_date date not null,
      end_date date,
      collected_at timestamptz,
      first_read_at timestamptz not null,
      last_read_at timestamptz not null,
      unique (link_id, belvo_id)
    )`.execute(db)
  await sql`
    create table occupations (
      employment_id uuid not null references employments on delete cascade,
      ordinal integer not null,
      start_date date,
      end_date date,
      description text,
      name text,
      cbo_code text,
      cbo_label text,
      locale text,
      primary key (employment_id, ordinal)
    )`.execute(db)
  await sql`
    create table salaries (
      employment_id uuid not null references employments on delete cascade,
      month date not null check (extract(day from month) = 1),
      ordinal integer not null,
      type text,
      base_amount numeric not null,
      inss_retained_amount numeric,
      currency text not null,
      primary key (employment_id, month, ordinal)
    )`.execute(db)
  await sql`
    create table owners (
      id uuid primary key,
      link_id uuid not null references links,
      belvo_id uuid not null,
      collected_at timestamptz,
      key_id uuid not null,
      document_type text,
      internal_identification bytea,
      document_number bytea,
      display_name bytea,
      email bytea,
      phone_number bytea,
      address bytea,
      first_read_at timestamptz not null,
      last_read_at timestamptz not null,
      unique (link_id, belvo_id)
    )`.execute(db)
  await sql`
    create table access (
      id bigint generated always as identity primary key,
      accessed_at timestamptz not null default now(),
      api_key text not null,
      link_id uuid not null,
      route text not null
    )`.execute(db)
}
