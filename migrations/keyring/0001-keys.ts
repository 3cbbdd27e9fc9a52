import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * The keyring is a database of its own, with backups of its own: destroying a key here makes
 * every copy of what it sealed unreadable.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table link_keys (
      link_id uuid primary key,
      key_id uuid not null unique,
      master_key_id text not null,
      wrapped bytea not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create table door_keys (
      month date primary key check (extract(day from month) = 1),
      key_id uuid not null unique,
      master_key_id text not null,
      wrapped bytea not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  await sql`
    create table master_key (
      only_row boolean primary key default true check (only_row),
      master_key_id text not null,
      proof bytea not null
    )`.execute(db)
}
