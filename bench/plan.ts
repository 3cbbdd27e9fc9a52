import type { AckPlan } from './experiments/acks.ts'
import type { CostPlan } from './experiments/cost.ts'
import type { FaultPlan } from './experiments/faults.ts'
import { faultNames } from './experiments/faults.ts'
import type { SustainedPlan } from './experiments/sustained.ts'
import type { WakePlan } from './experiments/wake.ts'

/** How much of everything a run does. */
export interface BenchPlan {
  readonly name: 'quick' | 'hour' | 'full'
  /** How often all systems are measured, in an order of chance, each time in new worlds. */
  readonly repetitions: number
  /** Whether the full Temporal server is part of it without being named. */
  readonly withFullServer: boolean
  /** How many links there are to sleep and to be woken. */
  readonly links: number
  readonly cost: CostPlan
  readonly sustained: SustainedPlan
  readonly acks: AckPlan
  readonly countedLinks: number
  readonly countedRounds: number
  readonly faults: FaultPlan
  readonly wake: WakePlan
  /** A flood that lasts; null leaves it out. */
  readonly ceiling: { readonly ratePerSecond: number; readonly forMs: number } | null
  /** Links of which memory and disk are measured; 0 leaves it out. */
  readonly estateLinks: number
}

export const full: BenchPlan = {
  name: 'full',
  repetitions: 5,
  withFullServer: true,
  links: 600,
  cost: { ratePerSecond: 15, forMs: 20_000, atRestMs: 8_000, warmUpMs: 8_000, settleMs: 12_000 },
  sustained: { burstNotices: 1_000, probeMs: 24_000, probes: 2, probesMax: 6, warmUpMs: 4_000 },
  acks: {
    ratesPerSecond: [200, 500, 1_000, 1_500, 2_000],
    forMs: 10_000,
    waveFromPerSecond: 50,
  },
  countedLinks: 10,
  countedRounds: 8,
  faults: { faults: faultNames, ratePerSecond: 8, forMs: 20_000, patienceMs: 120_000 },
  wake: { refreshes: [1, 8, 52, 365], linksEach: 10, warmUpMs: 8_000 },
  ceiling: { ratePerSecond: 2_000, forMs: 60_000 },
  estateLinks: 10_000,
}

/** Five repetitions of five systems take an hour and a quarter, their counts and faults half of it. */
export const hour: BenchPlan = {
  ...full,
  name: 'hour',
  links: 130,
  cost: { ratePerSecond: 12, forMs: 10_000, atRestMs: 4_000, warmUpMs: 4_000, settleMs: 11_000 },
  sustained: { burstNotices: 240, probeMs: 10_000, probes: 2, probesMax: 4, warmUpMs: 3_000 },
  acks: { ratesPerSecond: [500, 1_500, 2_000], forMs: 4_000, waveFromPerSecond: 50 },
  wake: { refreshes: [1, 8, 52, 365], linksEach: 4, warmUpMs: 5_000 },
  estateLinks: 1_000,
}

/** Ends in under ten minutes, and is good for the order of magnitude only. */
export const quick: BenchPlan = {
  name: 'quick',
  repetitions: 1,
  withFullServer: false,
  links: 60,
  cost: { ratePerSecond: 10, forMs: 6_000, atRestMs: 3_000, warmUpMs: 2_000, settleMs: 3_000 },
  sustained: { burstNotices: 120, probeMs: 8_000, probes: 1, probesMax: 1, warmUpMs: 1_000 },
  acks: { ratesPerSecond: [500], forMs: 2_000, waveFromPerSecond: 50 },
  countedLinks: 4,
  countedRounds: 2,
  faults: {
    faults: ['worker killed'],
    ratePerSecond: 8,
    forMs: 5_000,
    patienceMs: 60_000,
  },
  wake: { refreshes: [], linksEach: 0, warmUpMs: 0 },
  ceiling: null,
  estateLinks: 0,
}
