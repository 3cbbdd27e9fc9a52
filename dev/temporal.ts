import path from 'node:path'
import type { ConnectionOptions } from '@temporalio/client'
import { Connection } from '@temporalio/client'
import { ensureNamespace } from '../worker/namespace.ts'
import type { Child } from './child.ts'
import { startChild } from './child.ts'

export interface TemporalOptions {
  binary: string
  folder: string
  port: number
  uiPort: number
  /** By default what suits a server that no answer to Belvo waits for. */
  niceness?: number
}

/** Behind the door, which must answer Belvo at once; before the worker, whose work can wait. */
export const temporalNiceness = 5

const retentionDays = 30

/** Temporal's development server with its UI on 127.0.0.1, keeping its state in `folder`. */
export async function startTemporal(options: TemporalOptions): Promise<Child> {
  const address = `127.0.0.1:${options.port}`
  return await startChild({
    name: 'temporal',
    folder: options.folder,
    niceness: options.niceness ?? temporalNiceness,
    command: options.binary,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'warn'],
      ...['--port', String(options.port), '--ui-port', String(options.uiPort)],
      ...['--db-filename', path.join(options.folder, 'temporal.sqlite')],
      // With its usual pragmas the server is three to five times slower.
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      ...['--dynamic-config-value', 'system.enableActivityEagerExecution=true'],
      // Without it the priority of a person who waits counts for nothing.
      ...['--dynamic-config-value', 'matching.useNewMatcher=true'],
    ],
    ready: () => answers(address),
  })
}

/** Retention, search attributes and all: links can be started when it returns. */
export async function prepareNamespace(
  server: ConnectionOptions,
  namespace: string,
): Promise<void> {
  const connection = await Connection.connect(server)
  try {
    await ensureNamespace(connection, namespace, retentionDays)
  } finally {
    await connection.close()
  }
}

async function answers(address: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '1s' })
    await connection.close()
    return true
  } catch {
    return false
  }
}
