import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * Several master keys, one of which wraps what is new: each key names the one that wraps it, and none
 * can be forgotten here while it does. Beside them the key of the blind index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table master_key rename to master_keys`.execute(db)
  await sql`
    alter table master_keys
      drop column only_row,
      add primary key (master_key_id),
      add column first_used_at timestamptz not null default now()`.execute(db)
  await sql`
    create table index_keys (
      index_name text primary key,
      key_id uuid not null unique,
      master_key_id text not null,
      wrapped bytea not null,
      created_at timestamptz not null default now()
    )`.execute(db)
  for (const table of ['link_keys', 'door_keys', 'index_keys']) {
    await sql`
      alter table ${sql.table(table)}
        add foreign key (master_key_id) references master_keys`.execute(db)
    await sql`create index on ${sql.table(table)} (master_key_id)`.execute(db)
  }
}
