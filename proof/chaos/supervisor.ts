import { setTimeout as pause } from 'node:timers/promises'
import type { Stack } from '../../dev/stack.ts'
import type { Victim } from './plan.ts'
import { familyOf, isThere, signalAll } from './process-family.ts'

const parts = ['postgres', 'temporal', 'api', 'worker'] as const satisfies readonly Victim[]

/**
 * Keeps the parts running as a container engine does: what ended is started again, until it stays.
 * One thing at a time happens to each part.
 */
export class Supervisor {
  readonly #stack: Stack
  readonly #tell: (line: string) => void
  readonly #turns = new Map<Victim, Promise<unknown>>()
  readonly #stopping = new AbortController()
  readonly #watching: Promise<void>
  /** How often a part ended although nobody had killed it. */
  readonly endedByThemselves: Victim[] = []

  constructor(stack: Stack, tell: (line: string) => void) {
    this.#stack = stack
    this.#tell = tell
    this.#watching = this.#watch()
  }

  /** Returns when the part is ready again; `onStart` is told when its last start began. */
  async kill(victim: Victim, awayMs: number, onStart: (atMs: number) => void): Promise<void> {
    await this.#inTurn(victim, async () => {
      const part = this.#stack.parts[victim]
      const processId = part.processId()
      if (processId !== undefined) {
        const family = await familyOf(processId)
        signalAll(family, 'SIGKILL')
        while (family.some(isThere)) await pause(20)
      }
      await part.kill().catch(() => {})
      await pause(awayMs)
      await this.#startUntilItStays(victim, onStart)
    })
  }

  async freeze(victim: Victim, forMs: number): Promise<void> {
    await this.#inTurn(victim, async () => {
      const processId = this.#stack.parts[victim].processId()
      if (processId === undefined) return
      const family = await familyOf(processId)
      signalAll(family, 'SIGSTOP')
      try {
        await pause(forMs)
      } finally {
        signalAll(family, 'SIGCONT')
      }
    })
  }

  /** Returns when nothing is being done to any part and all of them run. */
  async settle(): Promise<void> {
    await Promise.all(this.#turns.values())
    await Promise.all(parts.map((victim) => this.#revive(victim)))
  }

  async stop(): Promise<void> {
    this.#stopping.abort()
    await this.#watching
    await Promise.all(this.#turns.values())
  }

  async #watch(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await pause(300)
      for (const victim of parts) void this.#revive(victim)
    }
  }

  async #revive(victim: Victim): Promise<void> {
    const processId = this.#stack.parts[victim].processId()
    if (processId !== undefined && isThere(processId)) return
    await this.#inTurn(victim, async () => {
      const now = this.#stack.parts[victim].processId()
      if (now !== undefined && isThere(now)) return
      this.endedByThemselves.push(victim)
      this.#tell(`${victim} ended by itself and is started again`)
      await this.#stack.parts[victim].kill().catch(() => {})
      await this.#startUntilItStays(victim)
    })
  }

  /** A part may find another one away as it starts, and end. */
  async #startUntilItStays(victim: Victim, onStart = (_atMs: number) => {}): Promise<void> {
    const part = this.#stack.parts[victim]
    while (!this.#stopping.signal.aborted) {
      onStart(Date.now())
      try {
        return await part.start()
      } catch {
        await part.kill().catch(() => {})
        await pause(200)
      }
    }
  }

  #inTurn<T>(victim: Victim, act: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(victim) ?? Promise.resolve()
    const turn = before.then(act)
    this.#turns.set(
      victim,
      turn.catch(() => {}),
    )
    return turn
  }
}
