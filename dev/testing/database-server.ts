import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../store/migrate.ts'
import { freePort } from '../free-port.ts'
import type { PostgresServer } from '../postgres.ts'
import { startPostgres } from '../postgres.ts'
import { throwAwayFolder } from '../throw-away-folder.ts'
import { sayWhyNothingRuns } from './say-why-nothing-runs.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** An URL of the run's PostgreSQL that may create databases; `freshDatabase` is built on it. */
    adminDatabaseUrl: string
  }
}

/** Vitest's global setup: one PostgreSQL for the run, with two migrated databases to clone. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  return await sayWhyNothingRuns('PostgreSQL', async () => {
    await using started = new AsyncDisposableStack()
    const folder = await throwAwayFolder()
    started.defer(folder.remove)
    const server = await startTestPostgres(path.join(folder.path, 'postgres'))
    started.defer(server.stop)
    project.provide('adminDatabaseUrl', server.url('postgres'))
    const running = started.move()
    return () => running.disposeAsync()
  })
}

export async function startTestPostgres(folder: string): Promise<PostgresServer> {
  const server = await startPostgres({
    folder,
    port: await freePort(),
    password: 'synthetic',
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '300',
    },
  })
  await server.createDatabase('template_vinculo')
  await server.createDatabase('template_keyring')
  await migrate(server.url('template_vinculo'), server.url('template_keyring'), new Date())
  return server
}
