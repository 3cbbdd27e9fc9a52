import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * Which deployment this database is: a cursor names it, so that a position in another ledger is never
 * taken for one in ours. And how fresh an answer was when it taught something: the link's own clock
 * has moved on since.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table deployment (
      only_row boolean primary key default true check (only_row),
      id uuid not null default gen_random_uuid()
    )`.execute(db)
  await sql`insert into deployment default values`.execute(db)

  await sql`alter table sealed_facts add column retrieved_at timestamptz`.execute(db)
}
