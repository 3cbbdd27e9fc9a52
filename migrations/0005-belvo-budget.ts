import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** One row is the gate for all processes that call Belvo from one address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table belvo_budget (
      only_row boolean primary key default true check (only_row),
      theoretical_arrival_at timestamptz not null default now(),
      blocked_until timestamptz
    )`.execute(db)
  await sql`insert into belvo_budget default values`.execute(db)
}
