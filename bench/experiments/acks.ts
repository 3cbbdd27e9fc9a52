import type { LoadReport } from '../load/order.ts'
import type { LoadPlan } from '../load/plan.ts'
import type { Stage } from '../stage.ts'

/** How fast the door answers at a rate, whatever waits behind it. */
export interface Ack {
  readonly ratePerSecond: number
  readonly profile: LoadPlan['profile']
  readonly ack: LoadReport['ack']
  /** Deliveries that were not answered 200. */
  readonly refused: number
  readonly deliveries: number
}

export interface AckPlan {
  readonly ratesPerSecond: readonly number[]
  readonly forMs: number
  /** Ten times this for a fifth of the time. */
  readonly waveFromPerSecond: number
}

/** Rising rates, one after the other; the backlog of each is the burden of the next. */
export async function acks(
  stage: Stage,
  links: readonly string[],
  { ratesPerSecond, forMs, waveFromPerSecond }: AckPlan,
): Promise<Ack[]> {
  const wave = { ratePerSecond: waveFromPerSecond, forMs, profile: 'wave' } as const
  const measured = [await acksAt(stage, links, wave)]
  for (const ratePerSecond of ratesPerSecond) {
    measured.push(await acksAt(stage, links, { ratePerSecond, forMs, profile: 'poisson' }))
  }
  return measured
}

export async function acksAt(
  stage: Stage,
  links: readonly string[],
  { ratePerSecond, forMs, profile }: Pick<LoadPlan, 'ratePerSecond' | 'forMs' | 'profile'>,
): Promise<Ack> {
  const seed = `ack-${profile}-${ratePerSecond}`
  const plan = { seed, ratePerSecond, forMs, profile, dormant: links, hot: [], copies: 1 }
  const { ack, answers, deliveries } = await (await stage.load(plan)).report
  const refused = deliveries - (answers['200'] ?? 0)
  return { ratePerSecond, profile, ack, refused, deliveries }
}
