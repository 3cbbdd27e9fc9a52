import { sql } from 'kysely'
import type { Fact } from '../domain/fact.ts'
import type { Known } from '../domain/known.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { DataKey } from '../vault/sealed.ts'
import type { Tx } from './database.ts'
import type { ProjectedRow } from './projected-rows.ts'
import { employmentRow, occupationRow, ownerRow, salaryRow } from './projected-rows.ts'

export interface Learned {
  readonly linkId: LinkId
  readonly facts: readonly Fact[]
  /** After these facts. */
  readonly known: Known
  readonly key: DataKey
  readonly readStartedAt: string
}

/** Brings what the facts touched in some tables of what is true now to what is known after them. */
export type Projection = (tx: Tx, learned: Learned) => Promise<void>

/** The tables of a person's work. */
export const projectEmployments: Projection = async (tx, learned) => {
  const { linkId, facts, known, readStartedAt } = learned
  const touched = new Map(
    [...idsOf(facts)].map((id) => [id, knownTo(known.employments, id)] as const),
  )
  const rows = [...touched].map(([id, employment]) => employmentRow(linkId, id, employment))
  await upsert(tx, 'employments', ['id'], rows, readAt(readStartedAt))

  const records = numbersIn(facts).map((of) => ({ ...of, known: knownTo(touched, of.subject) }))
  const occupations = records.flatMap(({ subject, number, known: { occupations } }) => {
    const occupation = occupations.get(number)
    return occupation ? [occupationRow(subject, number, occupation)] : []
  })
  const salaries = records.flatMap(({ subject, number, known: { salaries } }) => {
    const salary = salaries.get(number)
    return salary ? [salaryRow(subject, number, salary)] : []
  })
  const gone = records.filter(
    ({ number, known }) => !known.occupations.has(number) && !known.salaries.has(number),
  )
  await remove(tx, gone)
  await upsert(tx, 'occupations', ['employment_id', 'id'], occupations)
  await upsert(tx, 'salaries', ['employment_id', 'id'], salaries)
}

/** The table of who the person is, sealed with the link's key. */
export const projectOwners: Projection = async (tx, learned) => {
  const { linkId, facts, known, key, readStartedAt } = learned
  const rows = [...idsOf(facts)].map((id) => ownerRow(linkId, id, knownTo(known.owners, id), key))
  await upsert(tx, 'owners', ['id'], rows, readAt(readStartedAt))
}

interface Numbered {
  readonly subject: string
  readonly number: number
}

/** The occupations and salaries that facts touched, each once; in one employment, they are numbered together. */
function numbersIn(facts: readonly Fact[]): Numbered[] {
  const numbered = facts.flatMap(({ subject, data }) => {
    return 'id' in data ? [{ subject, number: data.id }] : []
  })
  return [...new Map(numbered.map((of) => [`${of.subject} ${of.number}`, of])).values()]
}

function idsOf(facts: readonly { readonly subject: string }[]): Set<string> {
  return new Set(facts.map(({ subject }) => subject))
}

function knownTo<T>(subjects: ReadonlyMap<string, T>, id: string): T {
  const known = subjects.get(id)
  if (known === undefined) throw new Error('fact_about_nothing_known')
  return known
}

const readAt = (at: string) => ({ first_read_at: at, last_read_at: at })

/** Columns in `atFirst` are written on insert only. */
async function upsert(
  tx: Tx,
  table: 'employments' | 'occupations' | 'salaries' | 'owners',
  key: readonly string[],
  rows: readonly ProjectedRow[],
  atFirst: ProjectedRow = {},
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const inserted = sql.join([...columns, ...Object.keys(atFirst)].map((name) => sql.ref(name)))
  const changed = columns.filter((name) => !key.includes(name))
  await sql`
    insert into ${sql.table(table)} (${inserted})
    select ${inserted} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(
      rows.map((row) => ({ ...row, ...atFirst })),
    )})
    on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update set ${sql.join(
      changed.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`),
    )}`.execute(tx)
}

async function remove(tx: Tx, gone: readonly Numbered[]): Promise<void> {
  if (gone.length === 0) return
  for (const table of ['occupations', 'salaries']) {
    await sql`
      delete from ${sql.table(table)} as held
      using json_to_recordset(${JSON.stringify(gone)}) as gone(subject uuid, number integer)
      where employment_id = subject and id = number`.execute(tx)
  }
}
