import { createHash, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventually } from '../../dev/eventually.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import type { Relay } from './relay.ts'
import { startRelay } from './relay.ts'

let door: Door
let relay: Relay
let isDoorCrowded = true
const woken: string[] = []
beforeEach(async () => {
  door = await openDoor()
})
afterEach(async () => {
  await relay.stop()
  await door.close()
})

async function arrive(links: number, lane: 'person' | 'recurrent'): Promise<void> {
  const receivedAt = new Date(Date.now() - 10_000)
  const notices = Array.from({ length: links }, () => ({
    received_on: receivedAt.toISOString().slice(0, 10),
    received_at: receivedAt,
    source: 'webhook' as const,
    lane,
    state: 'open' as const,
    subject: 'EMPLOYMENTS' as const,
    link_id: randomUUID(),
    dedupe_key: createHash('sha256').update(randomUUID()).digest(),
  }))
  await door.db.insertInto('inbox').values(notices).execute()
}

it('tells of few refreshes while notices wait at the door, of people at once, and of more when the door is free', async () => {
  await arrive(100, 'recurrent')
  const signaller = {
    wake: async ({ lane }: { lane: string }) => void woken.push(lane),
    erase: async () => {},
    close: async () => {},
  }
  relay = startRelay({
    db: door.db,
    signaller,
    events: door.parts.events,
    pollMs: 5,
    twinWindowMs: 0,
    lostAfterMs: 600_000,
    isDoorCrowded: () => isDoorCrowded,
  })
  await eventually('some are told', async () => woken.length > 0)
  await arrive(3, 'person')
  await eventually(
    'people are told',
    async () => woken.filter((lane) => lane === 'person').length === 3,
  )
  expect(woken.filter((lane) => lane === 'recurrent').length).toBeLessThanOrEqual(4)

  isDoorCrowded = false
  await eventually('more refreshes are told', async () => woken.length === 3 + 24)
})
