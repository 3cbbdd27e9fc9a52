import type { Transaction } from 'kysely'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { prepareStatements } from './prepared-statements.ts'
import type { Database } from './tables/database.ts'

export type Db = Kysely<Database>
export type Tx = Transaction<Database>

const dateOid = 1082

/**
 * A pool on `url`. Dates stay text (`2026-11-01`), as a calendar date has no time zone; numerics and
 * bigints stay text, as they must not pass through a float.
 */
export function openDatabase(url: string, poolMax: number): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolMax,
    connectionTimeoutMillis: 3_000,
    types: {
      getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
        oid === dateOid
          ? (text: string) => text
          : pg.types.getTypeParser(oid, format as 'text')) as never,
    },
  })
  // A connection that PostgreSQL closes, idle or between two statements, must not end the process:
  // the next query reports it.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    prepareStatements(client)
  })
  return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
}
