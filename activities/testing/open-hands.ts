import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { createBelvoClient } from '../../belvo/client.ts'
import type { FreshDatabase } from '../../dev/testing/database.ts'
import { freshDatabase } from '../../dev/testing/database.ts'
import type { LinkId } from '../../domain/link-id.ts'
import { DEFAULTS } from '../../simulator/settings.ts'
import type { Simulator } from '../../simulator/simulator.ts'
import { startSimulator } from '../../simulator/simulator.ts'
import { createBelvoBudget } from '../../store/belvo-budget.ts'
import { createBelvoWatch } from '../../store/belvo-watch.ts'
import { createEvents } from '../../telemetry/events.ts'
import { createLogger } from '../../telemetry/logger.ts'
import { createMetrics } from '../../telemetry/metrics.ts'
import { openKeyring } from '../../vault/keyring.ts'
import { openTombstones } from '../../vault/tombstones.ts'
import type {
  ErasureActivities,
  LinkActivities,
  ReconcileActivities,
  RetentionActivities,
} from '../../workflows/ports.ts'
import { createActivities } from '../create-activities.ts'
import type { Hands } from '../hands.ts'
import type { Rows } from './rows.ts'
import { rowsOf } from './rows.ts'

type Activities = LinkActivities & ReconcileActivities & ErasureActivities & RetentionActivities

export interface OpenHands extends FreshDatabase, Rows {
  readonly hands: Hands
  /** Runs an activity as a worker does; `attempt` counts from one. */
  run<Name extends keyof Activities>(
    name: Name,
    order: Parameters<Activities[Name]>[0],
    attempt?: number,
  ): ReturnType<Activities[Name]>
  /** Runs the fetch of one resource as a notice of Belvo's would have it. */
  announced(
    name: 'fetchEmployments' | 'fetchOwners',
    linkId: LinkId,
  ): ReturnType<LinkActivities['fetchOwners']>
  /** Moves the simulator's clock, as in `1m`. */
  pass(time: string): Promise<unknown>
  /** Connects a person of the simulator, and moves its clock until Belvo has their data. */
  connect(cpf: string, externalId?: string): Promise<LinkId>
  /** The same, and we know that the link is ours and on what legal ground its data is held. */
  opened(cpf: string): Promise<LinkId>
  /** The requests that were sent to Belvo so far: method and path. */
  readonly requests: readonly string[]
  /** What was asked of Temporal about the runs of links. */
  readonly runs: readonly string[]
  /** Answers in Belvo's place, where it returns something. */
  answerWith(answer: (path: string) => Response | undefined): void
  /** What we said, and what the SDK said beside it. */
  readonly logged: readonly string[]
  close(): Promise<void>
}

/** The real hands on a database of their own, with Belvo in a box whose clock only we move. */
export async function openHands(box: { readonly startAt?: string } = {}): Promise<OpenHands> {
  const database = await freshDatabase()
  const simulator = await startSimulator({ port: 0, frozen: true, webhookDelayMs: 1_000, ...box })
  const keyring = await openKeyring(database.keyringUrl, [{ id: 'test', key: randomBytes(32) }])
  const tombstones = openTombstones(database.keyringUrl)
  const runs: string[] = []
  const note = (what: string) => (linkId: LinkId) => {
    runs.push(`${what} ${linkId}`)
    return Promise.resolve()
  }
  const logged: string[] = []
  const requests: string[] = []
  let answered: (path: string) => Response | undefined = () => undefined

  const ourLog = { write: (line: string) => logged.push(line) }
  const sdkLogger = new DefaultLogger('DEBUG', (entry) => logged.push(inspect(entry, { depth: 9 })))
  const logger = createLogger({ name: 'worker', level: 'debug' }, ourLog)
  const events = createEvents(logger, createMetrics())
  const hands: Hands = {
    db: database.db,
    keyring,
    tombstones,
    runs: { terminate: note('terminate'), deleteAll: note('deleteAll') },
    backupDays: 35,
    retention: {
      closedLinksDays: 180,
      connectionsDays: 90,
      inboxDays: 90,
      snapshotsDays: 365,
      accessDays: 1825,
    },
    now: () => new Date(),
    institutions: ['inss_br_employment'],
    timing: {
      dayMs: 86_400_000,
      collectWithinMs: 900_000,
      collectAgainAfterMs: 600_000,
      proofGapMs: 600_000,
      unannouncedGapMs: 60_000,
    },
    events,
    belvo: createBelvoClient({
      apiUrl: simulator.url,
      secretId: DEFAULTS.secretId,
      secretPassword: DEFAULTS.secretPassword,
      budget: createBelvoBudget(database.db, 10_000),
      watch: createBelvoWatch(database.db, events.everythingHeld),
      fetch: async (url, init) => {
        const { pathname } = new URL(String(url))
        requests.push(`${init?.method} ${pathname}`)
        return answered(pathname) ?? (await fetch(url, init))
      },
    }),
  }
  const activities = createActivities(hands)
  const run: OpenHands['run'] = (name, order, attempt = 1) => {
    const activity = activities[name] as (given: typeof order) => Promise<unknown>
    const environment = new MockActivityEnvironment({ attempt }, { logger: sdkLogger })
    const result: Promise<unknown> = environment.run(activity, order)
    return result as ReturnType<Activities[typeof name]>
  }
  const rows = rowsOf(database.db)
  const announced: OpenHands['announced'] = async (name, linkId) => {
    await rows.notice(linkId, name === 'fetchOwners' ? 'OWNERS' : 'EMPLOYMENTS')
    return await run(name, { linkId })
  }
  const pass = (time: string) => ask(simulator, 'clock', { advance: time })
  const connect = (cpf: string, externalId?: string) => connectIn(simulator, cpf, externalId)

  return {
    ...database,
    ...rows,
    hands,
    requests,
    runs,
    logged,
    run,
    announced,
    pass,
    connect,
    opened: async (cpf) => {
      const linkId = await connect(cpf)
      await rows.ground({ linkId })
      await run('readLink', { linkId })
      return linkId
    },
    answerWith: (answer) => {
      answered = answer
    },
    close: async () => {
      await simulator.close()
      await keyring.close()
      await tombstones.close()
      await database.drop()
    },
  }
}

async function connectIn(simulator: Simulator, cpf: string, externalId = 'applicant_8842') {
  const { id } = (await ask(simulator, 'links', { cpf, externalId })) as { id: LinkId }
  await ask(simulator, 'clock', { advance: '1m' })
  return id
}

async function ask({ url }: Simulator, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${url}/_box/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  return await response.json()
}
