import pg from 'pg'
import type { Postgres } from '../world/postgres.ts'

export interface DatabaseToll {
  /** By database. */
  readonly commits: Readonly<Record<string, number>>
  /** Of the whole server: PostgreSQL has one log for all of its databases. */
  readonly walBytes: number
}

/** Commits so far by database, and where the log of the server stands. */
export async function readDatabases(postgres: Postgres): Promise<DatabaseToll> {
  return await asking(postgres, async (client) => {
    const { rows } = await client.query<{ name: string; commits: number }>(`
      select datname as name, xact_commit::float8 as commits from pg_stat_database
      where datname not in ('postgres', 'template0', 'template1') and datname is not null`)
    const log = await client.query<{ bytes: number }>(
      `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as bytes`,
    )
    return {
      commits: Object.fromEntries(rows.map(({ name, commits }) => [name, commits])),
      walBytes: log.rows[0]?.bytes ?? 0,
    }
  })
}

/** How large each database is, in bytes. */
export async function databaseSizes(postgres: Postgres): Promise<Record<string, number>> {
  return await asking(postgres, async (client) => {
    await client.query('checkpoint')
    const { rows } = await client.query<{ name: string; bytes: number }>(`
      select datname as name, pg_database_size(oid)::float8 as bytes from pg_database
      where datname not in ('postgres', 'template0', 'template1')`)
    return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]))
  })
}

/** Those settings that are not PostgreSQL's own defaults, and its version. */
export async function databaseSettings(postgres: Postgres): Promise<Record<string, string>> {
  return await asking(postgres, async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(`
      select name, setting from pg_settings
      where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes',
        'shared_buffers', 'max_wal_size', 'checkpoint_timeout', 'max_connections', 'wal_level')
      order by name`)
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
  })
}

export async function checkpoint(postgres: Postgres): Promise<void> {
  await asking(postgres, (client) => client.query('checkpoint'))
}

/** In the database that belongs to nobody, so that a question is not counted as anyone's. */
async function asking<Answer>(
  postgres: Postgres,
  ask: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') })
  await client.connect()
  try {
    return await ask(client)
  } finally {
    await client.end()
  }
}
