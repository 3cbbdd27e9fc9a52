import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { createBelvoClient } from '../../belvo/client.ts'
import type { FreshDatabase } from '../../dev/testing/database.ts'
import { freshDatabase } from '../../dev/testing/database.ts'
import type { LinkId } from '../../domain/link-id.ts'
import type { Subject } from '../../domain/resource.ts'
import { DEFAULTS } from '../../simulator/settings.ts'
import { startSimulator } from '../../simulator/simulator.ts'
import { createBelvoBudget } from '../../store/belvo-budget.ts'
import { createEvents } from '../../telemetry/events.ts'
import { createLogger } from '../../telemetry/logger.ts'
import { openKeyring } from '../../vault/keyring.ts'
import type { LinkActivities } from '../../workflows/ports.ts'
import { createActivities } from '../create-activities.ts'
import type { Hands } from '../hands.ts'

export interface OpenHands extends FreshDatabase {
  readonly hands: Hands
  /** The activities as a worker runs them; the second argument is the number of the attempt. */
  run<Name extends keyof LinkActivities>(
    name: Name,
    order: Parameters<LinkActivities[Name]>[0],
    attempt?: number,
  ): ReturnType<LinkActivities[Name]>
  /** Connects a person of the simulator, and moves its clock until Belvo has their data. */
  connect(cpf: string, more?: { externalId?: string; accessMode?: string }): Promise<LinkId>
  /** Writes an open notice, as the door does. */
  notice(linkId: LinkId, subject: Subject, more?: { announcedTotal?: number }): Promise<number>
  /** The state of a notice, and why. */
  stateOf(notice: number): Promise<string>
  box(path: string, body: object): Promise<unknown>
  /** The requests that reached Belvo so far: method and path. */
  readonly requests: readonly string[]
  /** Answers in Belvo's place, where it returns something. */
  answerWith(answer: (path: string) => Response | undefined): void
  /** What we said, and what the SDK said beside it. */
  readonly logged: readonly string[]
  close(): Promise<void>
}

/** The real hands on a database of their own, with Belvo in a box. */
export async function openHands(): Promise<OpenHands> {
  const database = await freshDatabase()
  const simulator = await startSimulator({ port: 0, frozen: true, webhookDelayMs: 1_000 })
  const keyring = await openKeyring(database.keyringUrl, { id: 'test', key: randomBytes(32) })
  const logged: string[] = []
  const write = (line: string) => logged.push(line)
  const requests: string[] = []
  let answered: (path: string) => Response | undefined = () => undefined

  const hands: Hands = {
    db: database.db,
    keyring,
    institutions: ['inss_br_employment'],
    timing: {
      dayMs: 86_400_000,
      collectWithinMs: 900_000,
      collectAgainAfterMs: 600_000,
      proofGapMs: 600_000,
    },
    events: createEvents(createLogger({ name: 'worker', level: 'debug' }, { write })),
    belvo: createBelvoClient({
      apiUrl: simulator.url,
      secretId: DEFAULTS.secretId,
      secretPassword: DEFAULTS.secretPassword,
      budget: createBelvoBudget(database.db, 10_000),
      fetch: async (url, init) => {
        const { pathname } = new URL(String(url))
        requests.push(`${init?.method} ${pathname}`)
        return answered(pathname) ?? (await fetch(url, init))
      },
    }),
  }
  const activities = createActivities(hands)
  const logger = new DefaultLogger('DEBUG', (entry) => logged.push(inspect(entry, { depth: 9 })))

  const box = async (path: string, body: object) => {
    const response = await fetch(`${simulator.url}/_box/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return await response.json()
  }

  return {
    ...database,
    hands,
    requests,
    logged,
    box,
    run: (name, order, attempt = 1) => {
      const activity = activities[name] as (given: typeof order) => Promise<unknown>
      const result = new MockActivityEnvironment({ attempt }, { logger }).run(activity, order)
      return result as ReturnType<LinkActivities[typeof name]>
    },
    connect: async (cpf, more = {}) => {
      const { id } = (await box('links', { cpf, ...more })) as { id: LinkId }
      await box('clock', { advance: '1m' })
      return id
    },
    notice: async (linkId, subject, { announcedTotal } = {}) => {
      const row = await database.db
        .insertInto('inbox')
        .values({
          received_on: new Date().toISOString().slice(0, 10),
          source: 'webhook',
          lane: 'person',
          state: 'open',
          subject,
          link_id: linkId,
          announced_total: announcedTotal ?? null,
          dedupe_key: randomBytes(32),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      return Number(row.id)
    },
    stateOf: async (notice) => {
      const row = await database.db
        .selectFrom('inbox')
        .select(['state', 'state_reason'])
        .where('id', '=', String(notice))
        .executeTakeFirstOrThrow()
      return row.state_reason === null ? row.state : `${row.state}: ${row.state_reason}`
    },
    answerWith: (answer) => {
      answered = answer
    },
    close: async () => {
      await simulator.close()
      await keyring.close()
      await database.drop()
    },
  }
}
