import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'

/**
 * Has PostgreSQL write down every version of every link's row, so that a step back is seen although
 * the next read mends it. For databases of tests only; call it once, before the run.
 */
export async function installWitness(db: Db): Promise<void> {
  await sql`create schema witness`.execute(db)
  await sql`
    create table witness.link_versions (
      seen bigint generated always as identity primary key,
      link_id uuid not null,
      revision bigint not null,
      employments_read_at timestamptz,
      owners_read_at timestamptz,
      retrieved_at timestamptz
    )`.execute(db)
  await sql`
    create function witness.note_link() returns trigger language plpgsql as $$
    begin
      insert into witness.link_versions
        (link_id, revision, employments_read_at, owners_read_at, retrieved_at)
      values
        (new.link_id, new.revision, new.employments_read_at, new.owners_read_at, new.retrieved_at);
      return null;
    end $$`.execute(db)
  await sql`
    create trigger noted_by_witness after insert or update on links
    for each row execute function witness.note_link()`.execute(db)
}

export async function hasWitness(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select to_regclass('witness.link_versions') is not null as found`.execute(db)
  return rows[0]?.found === true
}
