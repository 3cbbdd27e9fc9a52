import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/**
 * What became known of a person, kept for good: the ledger names each fact, its words are sealed with
 * the others of its answer. The tables of what is true now follow from them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table snapshots (
      id uuid primary key,
      link_id uuid not null references links,
      resource text not null check (resource in ('EMPLOYMENTS', 'OWNERS')),
      read_started_at timestamptz not null,
      kept_at timestamptz not null default clock_timestamp(),
      digest bytea not null,
      key_id uuid not null,
      answer bytea not null
    )`.execute(db)
  await sql`create index snapshots_by_link on snapshots (link_id, resource, read_started_at)`.execute(
    db,
  )

  await sql`
    create table sealed_facts (
      id uuid primary key,
      link_id uuid not null references links,
      first_position bigint not null,
      count integer not null,
      known_at timestamptz not null,
      cause jsonb not null,
      snapshot_id uuid,
      key_id uuid not null,
      facts bytea not null
    )`.execute(db)
  await sql`create index sealed_facts_by_link on sealed_facts (link_id, first_position)`.execute(db)

  await sql`
    alter table ledger
      drop column effective,
      drop column subject,
      add column subject uuid,
      add column sealed_in uuid,
      alter column cause drop not null,
      alter column detail drop not null,
      add check (num_nulls(cause, detail) = case when sealed_in is null then 0 else 2 end)`.execute(
    db,
  )

  // Without a default: a worker of an earlier release, while it still runs, must not write a row that
  // no fact tells of.
  for (const table of [sql.table('employments'), sql.table('owners')]) {
    await sql`alter table ${table} add column reported boolean not null default true`.execute(db)
    await sql`alter table ${table} alter column reported drop default`.execute(db)
  }
  await numberWithinEmployment(db, 'occupations', sql`ordinal`)
  await numberWithinEmployment(db, 'salaries', sql`month, ordinal`)
  await sql`create index salaries_by_month on salaries (employment_id, month)`.execute(db)
}

async function numberWithinEmployment(
  db: Kysely<unknown>,
  name: string,
  order: ReturnType<typeof sql>,
): Promise<void> {
  const table = sql.table(name)
  await sql`alter table ${table} add column id integer`.execute(db)
  await sql`
    update ${table} set id = numbered.id
    from (
      select ctid, row_number() over (partition by employment_id order by ${order}) as id
      from ${table}
    ) as numbered
    where numbered.ctid = ${table}.ctid`.execute(db)
  await sql`
    alter table ${table}
      drop constraint ${sql.ref(`${name}_pkey`)},
      drop column ordinal,
      add primary key (employment_id, id)`.execute(db)
}
