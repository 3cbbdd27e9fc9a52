import pg from 'pg'
import { expect, inject, it } from 'vitest'
import { freshDatabase } from '../../dev/testing/database.ts'
import { checkpoint, logBetween, ofNoDatabase, readDatabases } from './databases.ts'

const server = { url: () => inject('adminDatabaseUrl') }

it('tells which database wrote the log, and which only stood by', async () => {
  await using cleared = new AsyncDisposableStack()
  const writing = await freshDatabase()
  const standingBy = await freshDatabase()
  cleared.defer(writing.drop)
  cleared.defer(standingBy.drop)
  const client = new pg.Client({ connectionString: writing.databaseUrl })
  await client.connect()
  cleared.defer(() => client.end())

  await checkpoint(server)
  const { logAt: from } = await readDatabases(server)
  await client.query(
    `create table wide as select repeat('x', 1000) as text from generate_series(1, 500)`,
  )
  await checkpoint(server)
  const { logAt: to } = await readDatabases(server)

  const bytes = await logBetween(server, [from, to])
  expect(bytes[nameIn(writing.databaseUrl)]).toBeGreaterThan(500 * 1_000)
  expect(bytes[nameIn(standingBy.databaseUrl)] ?? 0).toBeLessThan(500 * 1_000)
  expect(bytes[ofNoDatabase]).toBeGreaterThan(0)
})

it('tells of nothing where nothing was written', async () => {
  const { logAt } = await readDatabases(server)
  expect(await logBetween(server, [logAt, logAt])).toEqual({})
})

const nameIn = (url: string) => new URL(url).pathname.slice(1)
