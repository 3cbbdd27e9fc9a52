import path from 'node:path'
import type { Part } from '../../dev/part.ts'
import { part } from '../../dev/part.ts'
import { startPostgres } from '../../dev/postgres.ts'

export interface Postgres extends Part {
  url(database: string): string
}

export const password = 'synthetic'

/** Every commit is on the disk before it is answered, for everybody alike. */
export const durable = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '512MB',
  max_connections: '300',
  // No checkpoint within a window that did not ask for one.
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
}

export function urlOf(port: number, database: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
}

/** A server of one's own with empty databases, one for each of those whose commits are counted. */
export function postgresOf(
  folder: string,
  port: number,
  databases: readonly string[],
  settings: Readonly<Record<string, string>> = durable,
): Postgres {
  const server = part('postgres', async () => {
    const started = await startPostgres({
      folder: path.join(folder, 'postgres'),
      port,
      password,
      settings,
    })
    for (const database of databases) await started.createDatabase(database)
    return { processId: await started.processId(), stop: started.stop, kill: started.kill }
  })
  return { ...server, url: (database) => urlOf(port, database) }
}
