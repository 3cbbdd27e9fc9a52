import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startChild } from '../../dev/child.ts'
import type { Part } from '../../dev/part.ts'
import { part } from '../../dev/part.ts'
import { BadDays } from '../../proof/chaos/bad-days.ts'
import { syntheticCpf } from '../../simulator/lives/cpf.ts'
import { inLanes } from '../in-lanes.ts'

/** The simulated Belvo, some way off and without its rate limit. It sends no webhooks: we do. */
export interface Belvo extends Part {
  readonly url: string
  readonly secretId: string
  readonly secretPassword: string
  /** Connects people under these external ids and returns the links, their data collected. */
  connect(externalIds: readonly string[]): Promise<string[]>
  /** The interval passes for these links: what a read finds afterwards is a week newer. */
  refresh(links: readonly string[]): Promise<void>
  /** Has a bad day for so long. */
  failing(badDay: { fault: 'unexpected_error'; rate: number }, forMs: number): Promise<void>
  /** How many requests its API has answered so far. */
  requests(): Promise<number>
}

export const latencyMs = '20-80'
const firstSerial = 500_000

export function belvoAt(folder: string, port: number): Belvo {
  const url = `http://127.0.0.1:${port}`
  const keys = { secretId: 'bench', secretPassword: 'synthetic' }
  let serial = firstSerial
  const box = async <Answer>(method: string, route: string, body?: unknown) => {
    const answer = await fetch(`${url}/_box/${route}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`The box refused ${route}: ${await answer.text()}`)
    return (await answer.json()) as Answer
  }
  return {
    ...part('belvo', () =>
      startChild({
        name: 'belvo',
        folder,
        command: process.execPath,
        args: [path.join(import.meta.dirname, '../../simulator/main.ts')],
        env: environmentOf(port, keys),
        ready: (said) => said.includes('"simulator":'),
      }),
    ),
    url,
    ...keys,
    connect: async (externalIds) => {
      const links = await inLanes(externalIds, async (externalId) => {
        serial += 1
        const person = { cpf: syntheticCpf(serial), externalId }
        return await box<{ id: string }>('POST', 'links', person)
      })
      await pause(collectedWithinMs)
      return links.map(({ id }) => id)
    },
    refresh: async (links) => {
      await inLanes(links, (link) => box('POST', `links/${link}/refresh`))
      await pause(collectedWithinMs)
    },
    failing: (badDay, forMs) => new BadDays(url).have({ ...badDay, where: {} }, forMs),
    requests: async () => (await box<{ total: number }>('GET', 'requests?limit=1')).total,
  }
}

// Its data is there as soon as its schedule has been looked at.
const collectedWithinMs = 300

function environmentOf(port: number, keys: { secretId: string; secretPassword: string }) {
  return {
    PATH: process.env['PATH'] ?? '',
    SIMULATOR_PORT: String(port),
    SIMULATOR_SECRET_ID: keys.secretId,
    SIMULATOR_SECRET_PASSWORD: keys.secretPassword,
    SIMULATOR_RATE_LIMIT: 'off',
    SIMULATOR_LATENCY_MS: latencyMs,
    SIMULATOR_WEBHOOK_DELAY_MS: '0',
  }
}
