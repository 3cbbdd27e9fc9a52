import type pg from 'pg'
import { askDatabase } from '../world/ask-database.ts'
import type { Postgres } from '../world/postgres.ts'

export interface DatabaseReading {
  /** So far, by database. */
  readonly commits: Readonly<Record<string, number>>
  /** Where the log stands: PostgreSQL has one for all of its databases. */
  readonly logAt: string
}

/** Commits so far by database, and where the log of the server stands. */
export async function readDatabases(postgres: Pick<Postgres, 'url'>): Promise<DatabaseReading> {
  return await asking(postgres, async (client) => {
    const { rows } = await client.query<{ name: string; commits: number }>(`
      select datname as name, xact_commit::float8 as commits from pg_stat_database
      where datname not in ('postgres', 'template0', 'template1') and datname is not null`)
    const log = await client.query<{ at: string }>('select pg_current_wal_lsn()::text as at')
    return {
      commits: Object.fromEntries(rows.map(({ name, commits }) => [name, commits])),
      logAt: log.rows[0]?.at ?? '0/0',
    }
  })
}

/** The records that belong to no table: commits above all, and what pads a page of the log. */
export const ofNoDatabase = 'commits'

/** By how many bytes the log grew between two places of it, by database: page images included. */
export async function logBetween(
  postgres: Pick<Postgres, 'url'>,
  [from, to]: readonly [string, string],
): Promise<Record<string, number>> {
  // PostgreSQL calls it an error to be asked for the records of a place where none is.
  if (from === to) return {}
  return await asking(postgres, async (client) => {
    await client.query('create extension if not exists pg_walinspect')
    const { rows } = await client.query<{ name: string; bytes: number }>(
      `with record as (
         select start_lsn, max(record_length) as bytes, max(reldatabase) as database
         from pg_get_wal_block_info($1, $2, false) group by start_lsn
       ), owned as (
         select datname as name, sum(bytes)::float8 as bytes
         from record join pg_database on pg_database.oid = record.database
         where datname not in ('postgres', 'template0', 'template1') group by datname
       )
       select name, bytes from owned
       union all
       select $3, pg_wal_lsn_diff($2, $1)::float8 - coalesce((select sum(bytes) from owned), 0)`,
      [from, to, ofNoDatabase],
    )
    return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]))
  })
}

/** How large each database is, in bytes. */
export async function databaseSizes(
  postgres: Pick<Postgres, 'url'>,
): Promise<Record<string, number>> {
  return await asking(postgres, async (client) => {
    await client.query('checkpoint')
    const { rows } = await client.query<{ name: string; bytes: number }>(`
      select datname as name, pg_database_size(oid)::float8 as bytes from pg_database
      where datname not in ('postgres', 'template0', 'template1')`)
    return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]))
  })
}

/** What these tables and their indexes take in a database, in bytes. */
export async function tablesSize(
  postgres: Pick<Postgres, 'url'>,
  database: string,
  tables: readonly string[],
): Promise<number> {
  const ask = async (client: pg.Client) => {
    const { rows } = await client.query<{ bytes: number }>(
      `select coalesce(sum(pg_total_relation_size(oid)), 0)::float8 as bytes
       from pg_class where relkind = 'r' and relname = any($1)`,
      [tables],
    )
    return rows[0]?.bytes ?? 0
  }
  return await asking(postgres, ask, database)
}

/** Those settings that are not PostgreSQL's own defaults, and its version. */
export async function databaseSettings(
  postgres: Pick<Postgres, 'url'>,
): Promise<Record<string, string>> {
  return await asking(postgres, async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(`
      select name, setting from pg_settings
      where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes',
        'shared_buffers', 'max_wal_size', 'checkpoint_timeout', 'max_connections', 'wal_level')
      order by name`)
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
  })
}

export async function checkpoint(postgres: Pick<Postgres, 'url'>): Promise<void> {
  await asking(postgres, (client) => client.query('checkpoint'))
}

/** By itself in the database that belongs to nobody, so that a question is not counted as anyone's. */
async function asking<Answer>(
  postgres: Pick<Postgres, 'url'>,
  ask: (client: pg.Client) => Promise<Answer>,
  database = 'postgres',
): Promise<Answer> {
  return await askDatabase(postgres.url(database), ask)
}
