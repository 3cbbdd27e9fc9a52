import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Db, Tx } from './database.ts'
import type { ProjectedRow } from './projected-rows.ts'

export type ProjectedTable = 'employments' | 'occupations' | 'salaries' | 'owners'

/** The rows that the facts of some links come to. */
export type FoldedRows = Readonly<Record<ProjectedTable, readonly ProjectedRow[]>>

/** Something that the tables of what is true now say otherwise than the ledger; never its value. */
export interface Difference {
  readonly linkId: LinkId
  /** Our id of the employment or the owner. */
  readonly subject: string
  readonly what: string
  readonly times: number
}

interface Projected {
  readonly table: ProjectedTable
  readonly noun: string
  readonly key: readonly string[]
  /** The column with our id of the employment or the owner. */
  readonly subject: string
}

const ofEmployment = { key: ['employment_id', 'id'], subject: 'employment_id' }
const ofLink = { key: ['id'], subject: 'id' }

/** Those that others refer to first. */
const projected: readonly Projected[] = [
  { table: 'employments', noun: 'employment', ...ofLink },
  { table: 'occupations', noun: 'occupation', ...ofEmployment },
  { table: 'salaries', noun: 'salary', ...ofEmployment },
  { table: 'owners', noun: 'owner', ...ofLink },
]

// They move with every refresh and are no facts: the live tables alone have them.
const notFromFacts = ['collected_at', 'first_read_at', 'last_read_at']

const folded = (table: ProjectedTable) => sql.table(`folded_${table}`)

/** Makes, for this session alone, a table beside each live one, and one for what differs. */
export async function createTablesBeside(session: Db): Promise<void> {
  for (const { table } of projected) {
    await sql`
      create temp table ${folded(table)} on commit delete rows as ${live(table)}
      with no data`.execute(session)
    for (const column of notFromFacts) {
      await sql`alter table ${folded(table)} drop column if exists ${sql.ref(column)}`.execute(
        session,
      )
    }
  }
  await sql`
    create temp table differences (link_id uuid, subject uuid, what text, times integer)`.execute(
    session,
  )
}

export async function dropTablesBeside(session: Db): Promise<void> {
  const tables = [...projected.map(({ table }) => folded(table)), sql.table('differences')]
  await sql`drop table if exists ${sql.join(tables)}`.execute(session)
}

/** Compares what the facts of these links come to with the live tables, and notes what differs. */
export async function compare(tx: Tx, linkIds: readonly LinkId[], rows: FoldedRows): Promise<void> {
  for (const { table } of projected) await fill(tx, table, rows[table])
  for (const one of projected) await noteDifferences(tx, one, linkIds)
}

export async function readDifferences(session: Db): Promise<Difference[]> {
  const { rows } = await sql<Difference>`
    select link_id as "linkId", subject, what, times from differences
    order by link_id, subject, what`.execute(session)
  return rows
}

/** Makes the live tables say of these links what their facts come to. */
export async function switchLinks(
  tx: Tx,
  linkIds: readonly LinkId[],
  rows: FoldedRows,
): Promise<void> {
  for (const { table, key } of projected.toReversed()) {
    await sql`truncate ${folded(table)}`.execute(tx)
    await fill(tx, table, rows[table])
    await sql`
      delete from ${sql.table(table)}
      where (${names(key)}) in (
          select ${names(key)} from (${live(table)}) as held where link_id = any(${linkIds}))
        and (${names(key)}) not in (select ${names(key)} from ${folded(table)})`.execute(tx)
  }
  for (const { table, key } of projected) {
    const columns = await columnsOf(tx, table)
    const written = isOfLink(table) ? columns : columns.filter((name) => name !== 'link_id')
    const atFirst = isOfLink(table) ? ['first_read_at', 'last_read_at'] : []
    await sql`
      insert into ${sql.table(table)} (${names([...written, ...atFirst])})
      select ${sql.join([...written.map((name) => sql.ref(name)), ...atFirst.map(() => sql`now()`)])}
      from ${folded(table)}
      on conflict (${names(key)}) do update set ${sql.join(
        written.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`),
      )}`.execute(tx)
  }
}

async function fill(tx: Tx, table: ProjectedTable, rows: readonly ProjectedRow[]): Promise<void> {
  await sql`
    insert into ${folded(table)}
    select * from json_populate_recordset(null::${folded(table)}, ${JSON.stringify(rows)})`.execute(
    tx,
  )
}

async function noteDifferences(
  tx: Tx,
  { table, noun, key, subject }: Projected,
  linkIds: readonly LinkId[],
): Promise<void> {
  const columns = await columnsOf(tx, table)
  const row = (side: string) => sql.join(columns.map((name) => sql.ref(`${side}.${name}`)))
  await sql`
    insert into differences
    select coalesce(ours.link_id, theirs.link_id), ${sql.ref(subject)}, what, count(*)
    from ${folded(table)} as ours
    full join (${live(table)} where link_id = any(${linkIds})) as theirs using (${names(key)})
    cross join lateral (
      select case
        when theirs.link_id is null then ${noun} || ' missing'
        when ours.link_id is null then ${noun} || ' not in the ledger'
        else ${noun} || ' differs in ' || (
          select string_agg(key, ', ' order by key)
          from jsonb_each(to_jsonb(ours)) as ours_has
          join jsonb_each(to_jsonb(theirs)) as theirs_has using (key)
          where ours_has.value is distinct from theirs_has.value)
      end as what
    ) as told
    where (${row('ours')}) is distinct from (${row('theirs')})
    group by 1, 2, 3`.execute(tx)
}

/** The live rows, each with its link. */
function live(table: ProjectedTable) {
  return isOfLink(table)
    ? sql`select * from ${sql.table(table)}`
    : sql`
        select link_id, held.* from ${sql.table(table)} as held
        join (select id as employed_in, link_id from employments) as employments
          on employed_in = employment_id`
}

const isOfLink = (table: ProjectedTable) => table === 'employments' || table === 'owners'

/** Those that follow from facts. */
async function columnsOf(tx: Tx, table: ProjectedTable): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${`folded_${table}`}::regclass and attnum > 0 and not attisdropped
    order by attnum`.execute(tx)
  return rows.map(({ name }) => name)
}

const names = (columns: readonly string[]) => sql.join(columns.map((name) => sql.ref(name)))
