import { afterEach } from 'vitest'
import type { SimulatorOptions } from '../settings.ts'
import type { Simulator } from '../simulator.ts'
import { startSimulator } from '../simulator.ts'
import { startReceiver } from './receiver.ts'

const running: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close()
})

/** A box on a free port whose time rests at noon of 2026-11-23; ended after the test. */
export async function boxAtRest(options: SimulatorOptions = {}): Promise<Simulator> {
  const rest = { port: 0, startAt: '2026-11-23T12:00:00Z', frozen: true }
  return await endedLater(startSimulator({ ...rest, ...options }))
}

export async function receiver(answer?: (count: number) => number) {
  return await endedLater(startReceiver(answer))
}

async function endedLater<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const one = await starting
  running.push(one)
  return one
}
