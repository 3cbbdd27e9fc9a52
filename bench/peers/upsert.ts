import pg from 'pg'
import type { Records } from './belvo-lists.ts'
import type { Notice } from './notice.ts'

/** Writes what a notice announced, and that it was written, in one transaction. */
export type Upsert = (notice: Notice, records: Records) => Promise<void>

/** The upsert that all peers share: one statement for each table, under the link's row lock. */
export function createUpsert(databaseUrl: string, connectionsMax: number): Upsert {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connectionsMax })
  // A connection that dies at rest is replaced at the next use.
  pool.on('error', () => {})
  return async (notice, records) => {
    const client = await pool.connect()
    let broken = true
    try {
      await client.query('begin')
      await client.query(lockLink, [notice.linkId])
      for (const [statement, values] of statementsFor(notice, JSON.stringify(records))) {
        await client.query(statement, values)
      }
      await client.query(noteApplied, [notice.key, notice.event])
      await client.query('commit')
      broken = false
    } finally {
      // What is open in it is rolled back as the connection closes.
      client.release(broken)
    }
  }
}

const lockLink = `insert into links values ($1)
  on conflict (link_id) do update set link_id = excluded.link_id`

const noteApplied = `insert into applied (dedupe_key, event) values ($1, $2)
  on conflict (dedupe_key) do update set times = applied.times + 1`

function statementsFor({ resource, linkId }: Notice, content: string): [string, string[]][] {
  if (resource === 'OWNERS') return [[owners, [linkId, content]]]
  return [
    [employments, [linkId, content]],
    [dropOccupations, [linkId]],
    [occupations, [content]],
    [dropSalaries, [linkId]],
    [salaries, [content]],
  ]
}

const employments = `insert into employments
  select (record->>'id')::uuid, $1, record->'employer_data'->>'name',
    record->'employer_data'->>'code', record->'employer_data'->>'economic_activity',
    (record->>'start_date')::date, (record->>'end_date')::date,
    (record->>'collected_at')::timestamptz
  from jsonb_array_elements($2::jsonb) as record
  on conflict (id) do update set employer_name = excluded.employer_name,
    employer_code = excluded.employer_code, economic_activity = excluded.economic_activity,
    start_date = excluded.start_date, end_date = excluded.end_date,
    collected_at = excluded.collected_at
  where (excluded.collected_at < employments.collected_at) is not true`

const ofLink = 'employment_id in (select id from employments where link_id = $1)'
const dropOccupations = `delete from occupations where ${ofLink}`
const dropSalaries = `delete from salaries where ${ofLink}`

const each = (list: string) => `jsonb_array_elements($1::jsonb) as record,
  jsonb_array_elements(record->'${list}') with ordinality as listed(item, ordinal)`

const occupations = `insert into occupations
  select (record->>'id')::uuid, ordinal, (item->>'start_date')::date, (item->>'end_date')::date,
    item->>'description', item->>'name', item->>'locale'
  from ${each('occupations')}`

const salaries = `insert into salaries
  select (record->>'id')::uuid, ordinal, (left(item->>'month', 7) || '-01')::date, item->>'type',
    (item->>'base_amount')::numeric, (item->>'retained_amount')::numeric, item->>'currency'
  from ${each('salaries')}`

const owners = `insert into owners
  select (record->>'id')::uuid, $1, record->'document_id', record->>'display_name',
    record->>'email', record->>'phone_number', record->>'address',
    (record->>'collected_at')::timestamptz
  from jsonb_array_elements($2::jsonb) as record
  on conflict (id) do update set document = excluded.document,
    display_name = excluded.display_name, email = excluded.email,
    phone_number = excluded.phone_number, address = excluded.address,
    collected_at = excluded.collected_at
  where (excluded.collected_at < owners.collected_at) is not true`
