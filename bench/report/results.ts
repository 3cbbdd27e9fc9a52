import type { Ack } from '../experiments/acks.ts'
import type { BareInserts } from '../experiments/bare-inserts.ts'
import type { Cost } from '../experiments/cost.ts'
import type { Counts } from '../experiments/counts.ts'
import type { Estate } from '../experiments/estate.ts'
import type { FaultOutcome } from '../experiments/fault-outcome.ts'
import type { Sustained } from '../experiments/sustained.ts'
import type { Wake } from '../experiments/wake.ts'
import type { BenchPlan } from '../plan.ts'

/** All that a run found out, as it is kept in bench/results/. */
export interface Results {
  readonly startedAt: string
  readonly commit: string
  readonly machine: Machine
  readonly plan: BenchPlan
  readonly settings: Readonly<Record<string, string>>
  /** When, and of which commit: what is `timed`, and by system what was counted once. */
  readonly measuredAt: Readonly<Record<string, Moment>>
  /** What could not be measured, and why. */
  readonly skipped: readonly string[]
  /** What the machine allows whoever keeps what he answers for, in each repetition. */
  readonly bareInserts: readonly (readonly BareInserts[])[]
  /** By system, one for each repetition. */
  readonly timed: Readonly<Record<string, readonly (Timed | null)[]>>
  /** By system, measured once. */
  readonly once: Readonly<Record<string, Once>>
}

export interface Moment {
  readonly startedAt: string
  readonly commit: string
}

export interface Machine {
  readonly processors: string
  readonly memoryGib: number
  readonly system: string
  readonly node: string
}

export interface Timed {
  readonly linksPerSecond: number
  readonly cost: Cost
  readonly sustained: Sustained
  readonly acks: readonly Ack[]
}

export interface Once {
  readonly counts: Counts | null
  readonly faults: readonly FaultOutcome[]
  readonly wakes: readonly Wake[]
  /** A flood that lasts. */
  readonly ceiling: Ack | null
  readonly estate: Estate | null
}
