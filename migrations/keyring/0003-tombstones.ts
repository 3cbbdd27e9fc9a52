import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * Who must stay forgotten, whatever comes back from a backup of the main database. A key is never
 * made over a tombstone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table receipts (
      erasure_id uuid primary key,
      requested_at timestamptz not null,
      requested_by text not null,
      reason text not null,
      person bytea,
      receipt json,
      issued_at timestamptz
    )`.execute(db)
  await sql`create index receipts_by_person on receipts (person)`.execute(db)
  await sql`
    create table tombstones (
      subject uuid primary key,
      kind text not null check (kind in ('link', 'connection')),
      erasure_id uuid not null references receipts
    )`.execute(db)
  await sql`create index tombstones_by_erasure on tombstones (erasure_id)`.execute(db)

  await sql`
    create function refuse_forgotten_link() returns trigger language plpgsql as $$
    begin
      if exists (select from tombstones where subject = new.link_id) then
        raise 'link_is_forgotten';
      end if;
      return new;
    end $$`.execute(db)
  await sql`
    create trigger never_over_a_tombstone before insert on link_keys
      for each row execute function refuse_forgotten_link()`.execute(db)
}
