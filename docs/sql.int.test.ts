import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'

const statements = globSync('**/*.md', { cwd: import.meta.dirname }).flatMap((page) =>
  [...readFileSync(path.join(import.meta.dirname, page), 'utf8').matchAll(/```sql\n(.*?)```/gs)]
    .flatMap(([, block = '']) => block.split(';'))
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
    .map((statement): [string, string] => [page, statement]),
)

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(async () => {
  await fresh.drop()
})

it.each(statements)('a statement printed in %s runs as it stands: %s', async (_, statement) => {
  const { rows } = await sql.raw(statement).execute(fresh.db)
  expect(rows).toBeInstanceOf(Array)
})
