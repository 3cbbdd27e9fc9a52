import { setTimeout as pause } from 'node:timers/promises'
import type { BadDays } from './bad-days.ts'
import type { Fault, PlannedFault } from './plan.ts'
import type { FaultDone } from './recovery.ts'
import type { Supervisor } from './supervisor.ts'

interface Arena {
  readonly supervisor: Supervisor
  readonly badDays: BadDays
  /** Where the door listens. */
  readonly api: string
}

const doorPatienceMs = 20_000

/** Carries out a plan of faults; they may overlap, as they do in life. */
export class Strikes {
  readonly #arena: Arena
  readonly faults: FaultDone[] = []

  constructor(arena: Arena) {
    this.#arena = arena
  }

  /** Returns when the last fault is over and its part is ready again. */
  async carryOut(
    plan: readonly PlannedFault[],
    { tell, signal }: { tell: (line: string) => void; signal: AbortSignal },
  ): Promise<void> {
    const startedAtMs = Date.now()
    const struck: Promise<void>[] = []
    for (const { atMs, fault } of plan) {
      const waitMs = Math.max(0, startedAtMs + atMs - Date.now())
      await pause(waitMs, undefined, { signal }).catch(() => {})
      if (signal.aborted) break
      tell(`${(atMs / 1000).toFixed(0).padStart(4)} s  ${describe(fault)}`)
      struck.push(this.#strike(fault))
    }
    await Promise.all(struck)
  }

  async #strike(fault: Fault): Promise<void> {
    const { supervisor, badDays } = this.#arena
    const struckAtMs = Date.now()
    const done = (more: Pick<FaultDone, 'victim' | 'doorOpenAfterMs'>) =>
      this.faults.push({ kind: fault.kind, struckAtMs, backAtMs: Date.now(), ...more })
    if (fault.kind === 'belvo') {
      await badDays.have(fault.badDay, fault.forMs)
      done({ victim: 'belvo', doorOpenAfterMs: null })
      return
    }
    const { kind, victim, forMs } = fault
    const returned = { startedAtMs: 0 }
    await (kind === 'kill'
      ? supervisor.kill(victim, forMs, (startedAtMs) => Object.assign(returned, { startedAtMs }))
      : supervisor.freeze(victim, forMs))
    const since = victim === 'api' ? returned.startedAtMs : Date.now()
    const doorOpenAfterMs = kind === 'kill' ? await this.#doorOpens(victim, since) : null
    done({ victim, doorOpenAfterMs })
  }

  /** Null where another fault keeps the door shut, or where this one does not shut it. */
  async #doorOpens(victim: string, sinceMs: number): Promise<number | null> {
    if (victim !== 'api' && victim !== 'postgres') return null
    while (Date.now() < sinceMs + doorPatienceMs) {
      const answer = await fetch(`${this.#arena.api}/readyz`, {
        signal: AbortSignal.timeout(5_000),
      }).catch(() => undefined)
      if (answer?.ok) return Date.now() - sinceMs
      await pause(50)
    }
    return null
  }
}

function describe(fault: Fault): string {
  const seconds = `${(fault.forMs / 1000).toFixed(1)} s`
  switch (fault.kind) {
    case 'kill':
      return `kill -9 ${fault.victim}, started again after ${seconds}`
    case 'freeze':
      return `SIGSTOP ${fault.victim} for ${seconds}`
    case 'belvo':
      return `Belvo: ${fault.badDay.fault} for ${seconds}`
    default:
      throw fault satisfies never
  }
}
