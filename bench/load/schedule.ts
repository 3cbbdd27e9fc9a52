import type { Dice } from '../../simulator/lives/dice.ts'
import { diceOf } from '../../simulator/lives/dice.ts'
import type { LoadNotice } from './notice.ts'
import { bodyOf, eventOf, requestIdOf, resources } from './notice.ts'
import type { LoadPlan } from './plan.ts'
import { mixture } from './plan.ts'

/** One delivery: when it is to be sent, and what. Two of one `event` are the same notice. */
export interface Delivery {
  readonly atMs: number
  readonly event: string
  readonly body: string
}

/** Every delivery of a load in the order of sending. */
export function scheduleOf(plan: LoadPlan): Delivery[] {
  const dice = diceOf(`load/${plan.seed}`)
  const deliveries: Delivery[] = []
  let refresh = 0
  for (const startsAtMs of arrivals(plan, dice)) {
    const link = linkFor(plan, dice, refresh)
    const requestId = requestIdOf(`${plan.seed}/${refresh}`)
    const first = dice() < 0.5 ? 0 : 1
    for (const second of [0, 1]) {
      const resource = resources[(first + second) % 2] as LoadNotice['resource']
      const gapMs = second === 0 ? 0 : dice() * mixture.twinGapMsMax
      const laterMs = plan.profile === 'burst' ? 0 : gapMs + overtakenBy(dice)
      const atMs = startsAtMs + laterMs
      const notice: LoadNotice = { link, resource, cause: 'recurrent', requestId }
      const delivery = { event: eventOf(notice), body: bodyOf(notice) }
      deliveries.push({ atMs, ...delivery })
      const repeats = plan.copies - 1 + (dice() < mixture.duplicateShare ? 1 : 0)
      for (let repeat = 0; repeat < repeats; repeat++) {
        deliveries.push({ atMs: atMs + dice() * mixture.duplicateAfterMsMax, ...delivery })
      }
    }
    refresh += 1
  }
  return deliveries.sort((a, b) => a.atMs - b.atMs)
}

/** When refreshes begin: a Poisson process, two notices each. */
function* arrivals({ ratePerSecond, forMs, profile }: LoadPlan, dice: Dice) {
  const gapMs = 2_000 / ratePerSecond
  let atMs = 0
  for (;;) {
    const inWave = profile === 'wave' && atMs >= forMs * 0.4 && atMs < forMs * 0.6
    atMs += (-Math.log(1 - dice()) * gapMs) / (inWave ? mixture.waveTimes : 1)
    if (atMs >= forMs) return
    yield atMs
  }
}

function linkFor({ dormant, hot }: LoadPlan, dice: Dice, refresh: number): string {
  const isHot = hot.length > 0 && dice() < mixture.hotShare
  const from = isHot ? hot : dormant
  return from[refresh % from.length] as string
}

function overtakenBy(dice: Dice): number {
  const [least, most] = mixture.overtakenByMs
  return dice() < mixture.reorderedShare ? least + dice() * (most - least) : 0
}
