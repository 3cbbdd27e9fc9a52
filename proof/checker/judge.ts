import { bounded } from './bounded.ts'
import type { Evidence } from './evidence.ts'
import { liveness } from './liveness.ts'
import { monotonic } from './monotonic.ts'
import { noLeak } from './no-leak.ts'
import { noLoss } from './no-loss.ts'
import { oneEffect } from './one-effect.ts'
import { oneLife } from './one-life.ts'
import type { Invariant, Violation } from './violation.ts'

export interface Verdict {
  readonly violations: readonly Violation[]
  readonly count: Readonly<Record<Invariant, number>>
}

/** Judges what a run left behind, per notice and not by the final state alone. */
export function judge(evidence: Evidence): Verdict {
  const judges: Record<Invariant, (evidence: Evidence) => Violation[]> = {
    I1: noLoss,
    I2: oneEffect,
    I3: monotonic,
    I4: oneLife,
    I5: bounded,
    I6: noLeak,
    I7: liveness,
  }
  const found = Object.entries(judges).map(([name, of]) => [name, of(evidence)] as const)
  const counts = Object.fromEntries(found.map(([name, { length }]) => [name, length]))
  return {
    violations: found.flatMap(([, violations]) => violations),
    count: counts as Record<Invariant, number>,
  }
}
