import { setTimeout as pause } from 'node:timers/promises'
import type { StackAddresses } from '../../dev/addresses.ts'
import { apiOf } from '../../dev/api-client.ts'
import { connectPerson } from '../../dev/connect-person.ts'
import { syntheticCpf } from '../../simulator/lives/cpf.ts'
import type { Dice } from '../../simulator/lives/dice.ts'
import { diceOf, pick } from '../../simulator/lives/dice.ts'

export interface LoadCounts {
  connected: number
  /** A page did not answer: the person gives up, with or without a link at Belvo. */
  gaveUp: number
  refreshed: number
  /** An operator disconnected a link, or asked in vain. */
  disconnectsAsked: number
}

const personEveryMs = 2_000
const refreshEveryMs = 600
const disconnectEveryMs = 9_000
const firstSerial = 300_000
// A long run is to find more faults, not more links.
const linksMax = 60

/** People who connect, refreshes at Belvo, an operator who disconnects now and then; until `signal`. */
export async function underLoad(
  addresses: StackAddresses,
  { seed, signal }: { seed: string; signal: AbortSignal },
): Promise<LoadCounts> {
  const counts = { connected: 0, gaveUp: 0, refreshed: 0, disconnectsAsked: 0 }
  const dice = diceOf(`load/${seed}`)
  const box = apiOf({ api: addresses.simulator as string, apiKey: '' })
  let serial = firstSerial

  const links = async () =>
    (await box<{ items: { id: string }[] }>('GET', '/_box/links')).items.map(({ id }) => id)
  const someLink = async () => {
    const ids = await links()
    return ids.length === 0 ? undefined : pick(dice, ids)
  }
  const someoneConnects = async () => {
    if ((await links()).length >= linksMax) return
    serial += 1
    const person = { cpf: syntheticCpf(serial), externalId: `applicant_${serial}` }
    try {
      await connectPerson(addresses, person)
      counts.connected += 1
    } catch {
      counts.gaveUp += 1
    }
  }
  const belvoRefreshes = async () => {
    const id = await someLink()
    if (id === undefined) return
    await box('POST', `/_box/links/${id}/refresh`)
    counts.refreshed += 1
  }
  const operatorDisconnects = async () => {
    const id = await someLink()
    if (id === undefined) return
    counts.disconnectsAsked += 1
    const verb = { reason: 'chaos' }
    await apiOf(addresses)('POST', `/v1/links/${id}/disconnect`, verb).catch(() => {})
  }

  await Promise.all([
    again(personEveryMs, someoneConnects, { dice, signal }),
    again(refreshEveryMs, belvoRefreshes, { dice, signal }),
    again(disconnectEveryMs, operatorDisconnects, { dice, signal }),
  ])
  return counts
}

/** Begins anew without waiting for the last time to end, as people do. */
async function again(
  everyMs: number,
  act: () => Promise<void>,
  { dice, signal }: { dice: Dice; signal: AbortSignal },
): Promise<void> {
  const begun: Promise<void>[] = []
  while (!signal.aborted) {
    begun.push(act().catch(() => {}))
    await pause(everyMs * (0.5 + dice()))
  }
  await Promise.all(begun)
}
