import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../store/migrate.ts'
import { freePort } from '../free-port.ts'
import type { PostgresServer } from '../postgres.ts'
import { startPostgres } from '../postgres.ts'
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
    const server = await startTestPostgres()
    project.provide('adminDatabaseUrl', server.url('postgres'))
    return () => server.stop()
  })
}

/** The same for other set-ups; `stop` removes the data as well. */
export async function startTestPostgres(): Promise<PostgresServer> {
  const parent = await fs.mkdtemp(path.join(os.tmpdir(), 'vinculo-test-'))
  // As root the server runs as another user, who must be able to enter.
  await fs.chmod(parent, 0o755)
  const server = await startPostgres({
    folder: path.join(parent, 'postgres'),
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
  return {
    ...server,
    stop: async () => {
      await server.stop()
      await fs.rm(parent, { recursive: true, force: true })
    },
  }
}
