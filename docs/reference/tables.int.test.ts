import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../../dev/testing/database.ts'
import { freshDatabase } from '../../dev/testing/database.ts'
import { openDatabase } from '../../store/database.ts'
import { sections } from './testing/page.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(async () => {
  await fresh.drop()
})

it('tells every column of both databases, and which hold sealed bytes, digests or keys', async () => {
  await using keyring = openDatabase(fresh.keyringUrl, 1)
  const there = [...(await columnsOf(fresh.db)), ...(await columnsOf(keyring))]
  expect(toldColumns().sort()).toEqual(there.sort())
})

async function columnsOf(db: FreshDatabase['db']): Promise<string[]> {
  const { rows } = await sql<{ name: string; isBytes: boolean }>`
    select relname || '.' || attname as name, atttypid = 'bytea'::regtype as "isBytes"
    from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and relname not like 'kysely%' and attnum > 0 and not attisdropped`.execute(db)
  return rows.map(({ name, isBytes }) => (isBytes ? `${name} (bytes)` : name))
}

function toldColumns(): string[] {
  return sections('tables.md')
    .filter(({ heading }) => heading.startsWith('`'))
    .flatMap(({ heading, text }) =>
      [...text.matchAll(/^\| `(\w+)` \| (\*\*\w+\*\*)?/gm)].map(
        ([, column, bytes]) => `${heading.replaceAll('`', '')}.${column}${bytes ? ' (bytes)' : ''}`,
      ),
    )
}
