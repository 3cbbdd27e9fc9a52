import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** What a read found and one answer does not prove: the keyed digest of it, and the read that found it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table second_looks (
      link_id uuid not null references links,
      resource text not null check (resource in ('EMPLOYMENTS', 'OWNERS')),
      finding bytea not null,
      found_at timestamptz not null,
      primary key (link_id, resource)
    )`.execute(db)
  await sql`
    alter table inbox drop constraint inbox_source_check, add constraint inbox_source_check
      check (source in
        ('webhook', 'redirect', 'operator', 'reconcile', 'adopt', 'hold', 'second_look'))`.execute(
    db,
  )
}
