import { randomUUID } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'
import { inject } from 'vitest'
import type { Db } from '../../store/database.ts'
import { openDatabase } from '../../store/database.ts'
import type { CallApi } from '../api-client.ts'
import { apiOf } from '../api-client.ts'
import type { Stack } from '../stack.ts'
import { prepareStack } from '../stack.ts'
import type { Environment } from '../stack-environment.ts'
import { throwAwayFolder } from '../throw-away-folder.ts'
import { freshDatabase } from './database.ts'

export interface TestStackOptions {
  /** What api, worker and simulator are to find in their environment. */
  env?: Environment
  /** Servers that this stack does not share with others, so that the test may stop them. */
  own?: ('postgres' | 'temporal')[]
}

export interface TestStack extends Stack {
  readonly namespace: string
  readonly db: Db
  readonly api: CallApi
  /** The simulator's control API, such as `box('POST', '/_box/links/…/refresh')`. */
  readonly box: CallApi
  /** All that the processes have written so far. */
  logs(): Promise<string>
}

/**
 * A running stack with databases, a Temporal namespace and a simulator of its own, and with waits
 * short enough for tests. `stop` it when the test is over; what it kept is removed then.
 */
export async function startTestStack(options: TestStackOptions = {}): Promise<TestStack> {
  const { own = [] } = options
  const folder = await throwAwayFolder()
  const shared = own.includes('postgres') ? undefined : await freshDatabase()
  const namespace = `test-${randomUUID()}`
  const stack = await prepareStack({
    folder: folder.path,
    ports: 'any',
    tell: console.log,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'],
      ...(shared && { DATABASE_URL: shared.databaseUrl, KEYRING_URL: shared.keyringUrl }),
      ...(own.includes('temporal') ? {} : { TEMPORAL_ADDRESS: inject('temporalAddress') }),
      TEMPORAL_NAMESPACE: namespace,
      WORKER_CACHED_WORKFLOWS_MAX: process.env['WORKER_CACHED_WORKFLOWS_MAX'],
      ...shortWaits,
      ...options.env,
    },
  })
  await stack.start()
  const { addresses } = stack
  const db = shared?.db ?? openDatabase(addresses.database, 5)
  return {
    ...stack,
    namespace,
    db,
    api: apiOf(addresses),
    box: apiOf({ api: addresses.simulator as string, apiKey: '' }),
    logs: () => logsIn(folder.path),
    stop: async () => {
      await stack.stop()
      await (shared ? shared.drop() : db.destroy())
      await folder.remove()
    },
  }
}

const shortWaits: Environment = {
  TIMING_TWIN_WINDOW_MS: '200',
  TIMING_RELAY_POLL_MS: '200',
  TIMING_RECONCILE_EVERY_MS: '1000',
  TIMING_LOST_WAKE_UP_AFTER_MS: '2000',
  TIMING_PROOF_GAP_MS: '500',
  TIMING_UNANNOUNCED_GAP_MS: '200',
  TIMING_COLLECT_WITHIN_MS: '10000',
  TIMING_COLLECT_AGAIN_AFTER_MS: '2000',
  BELVO_REQUESTS_PER_30_SECONDS: '100000',
  SIMULATOR_RATE_LIMIT: 'off',
  SIMULATOR_WEBHOOK_DELAY_MS: '100',
  SIMULATOR_WEBHOOK_RETRY_MS: '500',
  SIMULATOR_REFRESH_COOLDOWN_MS: '1',
}

async function logsIn(folder: string): Promise<string> {
  const files = (await fs.readdir(folder)).filter((name) => name.endsWith('.log'))
  const texts = await Promise.all(files.map((name) => fs.readFile(path.join(folder, name), 'utf8')))
  return texts.join('\n')
}
