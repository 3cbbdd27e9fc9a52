import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from '../dev/eventually.ts'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

it('outlives a connection that PostgreSQL closes between two statements', async () => {
  const { db } = database
  const cutOff = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db)
    await eventually('the backend is gone', async () => {
      const { rows: there } = await sql`
        select from pg_stat_activity where pid = ${rows[0]?.pid}`.execute(db)
      return there.length === 0
    })
    await sql`select 1`.execute(tx)
  })
  await expect(cutOff).rejects.toThrow()
  expect((await sql`select 1`.execute(db)).rows).toHaveLength(1)
})
