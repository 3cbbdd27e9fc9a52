import { createHash, randomBytes } from 'node:crypto'
import type { Scope } from '../../config/config.ts'
import type { FreshDatabase } from '../../dev/testing/database.ts'
import { freshDatabase } from '../../dev/testing/database.ts'
import { ensureInboxPartitions } from '../../store/inbox-partitions.ts'
import { KeyUses } from '../../store/key-uses.ts'
import { Refusals } from '../../store/refusals.ts'
import { createEvents } from '../../telemetry/events.ts'
import { createLogger } from '../../telemetry/logger.ts'
import { createMetrics } from '../../telemetry/metrics.ts'
import { openKeyring } from '../../vault/keyring.ts'
import type { MasterKeys } from '../../vault/master-keys.ts'
import { openTombstones } from '../../vault/tombstones.ts'
import type { ApiParts, ApiSettings } from '../api-parts.ts'
import { createApp } from '../app.ts'
import { Room } from '../room.ts'
import { serve } from '../serve.ts'

export const webhookAuthorization = 'Basic dmluY3VsbzpzeW50aGV0aWM='

export interface Door extends FreshDatabase {
  readonly url: string
  readonly parts: ApiParts
  /** What the log said, line by line. */
  readonly logged: readonly string[]
  /** How often the relay was nudged. */
  nudges(): number
  /** Calls with the key of one scope: `k-read` is the key of `read`, and so on. */
  ask(scope: Scope, path: string, init?: RequestInit): Promise<Response>
  close(): Promise<void>
}

/** The real app, listening, on a database of its own; `over` replaces parts. */
export async function openDoor(
  over: Partial<ApiParts> = {},
  settings: Partial<ApiSettings> = {},
  masterKeys: MasterKeys = [{ id: 'test', key: randomBytes(32) }],
): Promise<Door> {
  const database = await freshDatabase()
  const keyring = await openKeyring(database.keyringUrl, masterKeys)
  const tombstones = openTombstones(database.keyringUrl)
  const logged: string[] = []
  const logger = createLogger(
    { name: 'api', level: 'debug' },
    { write: (line) => logged.push(line) },
  )
  const metrics = createMetrics()
  let nudges = 0
  const parts: ApiParts = {
    db: database.db,
    keyring,
    tombstones,
    belvo: { issueWidgetToken: () => Promise.reject(new Error('no_belvo_in_this_test')) },
    refusals: new Refusals(database.db),
    keyUses: new KeyUses(database.db),
    room: new Room(100),
    relay: { nudge: () => void nudges++ },
    orchestrator: {
      refreshNow: () => Promise.resolve({ kind: 'orchestrator_away' }),
      close: () => Promise.resolve({ kind: 'orchestrator_away' }),
    },
    events: createEvents(logger, metrics),
    scrape: () => metrics.registry.metrics(),
    now: () => new Date(),
    ...over,
    settings: { ...settingsForTests, ...settings },
  }
  await ensureInboxPartitions(database.db, parts.now())
  const served = await serve(createApp(parts), { host: '127.0.0.1', port: 0 })
  return {
    ...database,
    url: served.url,
    parts,
    logged,
    nudges: () => nudges,
    ask: (scope, path, init = {}) =>
      fetch(served.url + path, {
        ...init,
        headers: { authorization: `Bearer k-${scope}`, ...init.headers },
      }),
    close: async () => {
      await served.close(0)
      await keyring.close()
      await tombstones.close()
      await database.drop()
    },
  }
}

const scopes: Scope[] = ['connect', 'read', 'identity', 'operate', 'erase']

const settingsForTests: ApiSettings = {
  publicUrl: 'http://vinculo.test',
  keys: scopes.map((scope) => ({
    name: `the ${scope} key`,
    scopes: [scope],
    sha256: createHash('sha256').update(`k-${scope}`).digest(),
  })),
  returnUrlPrefixes: ['https://lender.test/', 'lender://'],
  connectableDays: 7,
  dayMs: 86_400_000,
  widgetUrl: 'https://widget.belvo.io/',
  institutions: ['inss_br_employment'],
  webhookAuthorizations: [webhookAuthorization, 'Bearer the-next-one'],
  webhookSources: null,
  sourceAddressHeader: null,
  branding: {
    companyIcon: 'https://lender.test/icon.svg',
    companyLogo: 'https://lender.test/logo.svg',
    companyName: 'Lender',
    companyTermsUrl: 'https://lender.test/terms',
    overlayBackgroundColor: null,
    socialProof: null,
  },
  temporalUi: { url: 'http://temporal.test', namespace: 'default' },
}
