import { setTimeout as pause } from 'node:timers/promises'
import type { Part } from '../../dev/part.ts'
import { familyOf, isThere, signalAll } from '../../proof/chaos/process-family.ts'

const lookEveryMs = 300

/** Kills parts when it is asked to, and starts again what ended, as a container engine does. */
export class Caretaker {
  readonly #parts: readonly Part[]
  readonly #inHand = new Set<Part>()
  readonly #leaving = new AbortController()
  readonly #watching: Promise<void>

  constructor(parts: readonly Part[]) {
    this.#parts = parts
    this.#watching = this.#watch()
  }

  /** kill -9 of the part and all of its processes; returns when it is ready again. */
  async kill(part: Part | undefined, awayMs: number): Promise<void> {
    const processId = part?.processId()
    if (!part || processId === undefined) throw new Error('There is nothing to kill')
    await this.#takeInHand(part, async () => {
      const family = await familyOf(processId)
      signalAll(family, 'SIGKILL')
      while (family.some(isThere)) await pause(20)
      await pause(awayMs)
    })
  }

  async leave(): Promise<void> {
    this.#leaving.abort()
    await this.#watching
  }

  async #watch(): Promise<void> {
    while (!this.#leaving.signal.aborted) {
      await pause(lookEveryMs)
      const ended = this.#parts.filter((part) => !this.#inHand.has(part) && !runs(part))
      await Promise.all(ended.map((part) => this.#takeInHand(part, async () => {})))
    }
  }

  async #takeInHand(part: Part, before: () => Promise<void>): Promise<void> {
    this.#inHand.add(part)
    await before()
    // A part may find another one away as it starts, and end.
    while (!this.#leaving.signal.aborted) {
      await part.kill().catch(() => {})
      const started = await part.start().then(
        () => true,
        () => false,
      )
      if (started) break
      await pause(lookEveryMs)
    }
    this.#inHand.delete(part)
  }
}

function runs(part: Part): boolean {
  const processId = part.processId()
  return processId !== undefined && isThere(processId)
}
