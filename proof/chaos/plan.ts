import type { FaultSwitch } from '../../simulator/faults/plan.ts'
import type { Dice } from '../../simulator/lives/dice.ts'
import { between, diceOf, pick } from '../../simulator/lives/dice.ts'

export type Victim = 'api' | 'worker' | 'temporal' | 'postgres'

/** `kill` is kill -9 and a new start after `forMs`; `freeze` is SIGSTOP, and SIGCONT after it. */
export type Fault =
  | { readonly kind: 'kill' | 'freeze'; readonly victim: Victim; readonly forMs: number }
  | { readonly kind: 'belvo'; readonly badDay: FaultSwitch; readonly forMs: number }

export interface PlannedFault {
  readonly atMs: number
  readonly fault: Fault
}

const victims = ['api', 'worker', 'temporal', 'postgres'] as const

const badDays: readonly FaultSwitch[] = [
  { fault: 'duplicate', rate: 0.7, where: {} },
  { fault: 'reorder', rate: 0.5, where: {} },
  { fault: 'drop', rate: 0.3, where: {} },
  { fault: 'unexpected_error', rate: 0.3, where: {} },
  { fault: 'request_timeout', rate: 0.3, where: {} },
  { fault: 'reset', rate: 0.3, where: {} },
  // It stops every call of ours for half a minute: one is plenty.
  { fault: 'rate_limited', rate: 1, where: {}, times: 1 },
]

/** Kills with nothing else around them, so that the time of recovery is theirs alone. */
const oneByOne: readonly PlannedFault[] = [
  { atMs: 8_000, fault: { kind: 'kill', victim: 'worker', forMs: 0 } },
  { atMs: 38_000, fault: { kind: 'kill', victim: 'api', forMs: 0 } },
  { atMs: 55_000, fault: { kind: 'kill', victim: 'postgres', forMs: 0 } },
  { atMs: 75_000, fault: { kind: 'kill', victim: 'temporal', forMs: 30_000 } },
]
const stormAfterMs = 170_000

/**
 * A fault every two to five seconds: for equal seeds the same faults at the same moments. A run that
 * is long enough begins with kills one by one.
 */
export function planOf(seed: string, durationMs: number): PlannedFault[] {
  const dice = diceOf(`chaos/${seed}`)
  const isLong = durationMs > 2 * stormAfterMs
  const plan = isLong ? [...oneByOne] : []
  const from = isLong ? stormAfterMs : 2_000
  for (let atMs = from; atMs < durationMs; atMs += between(dice, 2_000, 5_000)) {
    plan.push({ atMs, fault: faultOf(dice) })
  }
  return plan
}

function faultOf(dice: Dice): Fault {
  const chance = dice()
  if (chance < 0.45) return { kind: 'kill', victim: pick(dice, victims), forMs: awayMs(dice) }
  if (chance < 0.65) return { kind: 'freeze', victim: pick(dice, victims), forMs: awayMs(dice) }
  return { kind: 'belvo', badDay: pick(dice, badDays), forMs: between(dice, 3_000, 10_000) }
}

/** Mostly a restart, now and then an outage. */
function awayMs(dice: Dice): number {
  return dice() < 0.85 ? between(dice, 0, 3_000) : between(dice, 5_000, 15_000)
}
