import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { openDatabase } from '../store/database.ts'

interface Column {
  readonly name: string
  readonly isBytes: boolean
}

let fresh: FreshDatabase
let there: Column[]
beforeAll(async () => {
  fresh = await freshDatabase()
  await using keyring = openDatabase(fresh.keyringUrl, 1)
  there = [...(await columnsOf(fresh.db)), ...(await columnsOf(keyring))]
})
afterAll(() => fresh.drop())

const told = rowsOfPrivacyPage()

it('says of every column what it tells of a person, and what becomes of it', () => {
  const names = there.map(({ name }) => name)
  const said = told.flatMap(({ columns }) => columns)
  expect(
    names.filter((name) => !said.includes(name)),
    'columns that docs/privacy.md does not tell of: add each to a row of its table there',
  ).toEqual([])
  expect(
    said.filter((name, at) => !names.includes(name) || said.indexOf(name) !== at),
    'columns that docs/privacy.md tells of twice, or that do not exist',
  ).toEqual([])
})

it('calls no bytes plain, and nothing sealed that is readable', () => {
  const bytes = there.filter(({ isBytes }) => isBytes).map(({ name }) => name)
  const notPlain = told.filter(({ form }) => form !== 'plain').flatMap(({ columns }) => columns)
  expect(notPlain.sort()).toEqual(bytes.sort())
})

async function columnsOf(db: FreshDatabase['db']): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select relname || '.' || attname as name, atttypid = 'bytea'::regtype as "isBytes"
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and relname not like 'kysely%' and attnum > 0 and not attisdropped`.execute(db)
  return rows
}

/** The rows of the page's tables that begin with the name of a table and its columns. */
function rowsOfPrivacyPage() {
  const page = readFileSync(new URL('privacy.md', import.meta.url), 'utf8')
  return page.split('\n').flatMap((line) => {
    const [, table, cell = '', , form = ''] = line.split('|').map((text) => text.trim())
    const name = /^`(\w+)`$/.exec(table ?? '')?.[1]
    if (!name) return []
    const columns = [...cell.matchAll(/`(\w+)`/g)].map(([, column]) => `${name}.${column}`)
    return columns.length > 0 && form !== '' ? [{ columns, form }] : []
  })
}
