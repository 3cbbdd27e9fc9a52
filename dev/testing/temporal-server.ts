import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort } from '../free-port.ts'
import { startTemporal } from '../temporal.ts'
import { findTemporalBinary } from '../temporal-binary.ts'
import { throwAwayFolder } from '../throw-away-folder.ts'
import { startTestPostgres } from './database-server.ts'
import { sayWhyNothingRuns } from './say-why-nothing-runs.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The run's Temporal server; each stack has a namespace of its own on it. */
    temporalAddress: string
  }
}

/** Vitest's global setup for whole stacks: one PostgreSQL and one Temporal server for the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  return await sayWhyNothingRuns('the Temporal server', async () => {
    const binary = await findTemporalBinary(console.log)
    await using started = new AsyncDisposableStack()
    const folder = await throwAwayFolder()
    started.defer(folder.remove)
    const postgres = await startTestPostgres(path.join(folder.path, 'postgres'))
    started.defer(postgres.stop)
    const port = await freePort()
    const uiPort = await freePort()
    const temporal = await startTemporal({ binary, folder: folder.path, port, uiPort })
    started.defer(temporal.stop)
    project.provide('temporalAddress', `127.0.0.1:${port}`)
    project.provide('adminDatabaseUrl', postgres.url('postgres'))
    const running = started.move()
    return () => running.disposeAsync()
  })
}
