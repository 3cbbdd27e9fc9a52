import { acks } from './experiments/acks.ts'
import { connect } from './experiments/connect.ts'
import { cost } from './experiments/cost.ts'
import { sustained } from './experiments/sustained.ts'
import type { BenchPlan } from './plan.ts'
import type { Timed } from './report/results.ts'
import { onStage } from './stage.ts'
import type { Candidate } from './systems/catalogue.ts'
import { asItIs } from './systems/system.ts'
import type { Fittings } from './world/open-world.ts'

/** What a clock or a processor's time tells: measured anew in every repetition. */
export async function measureTimed(
  candidate: Candidate,
  fittings: Fittings,
  plan: BenchPlan,
): Promise<Timed> {
  return await onStage(candidate, fittings, asItIs, async (stage) => {
    const { links, linksPerSecond } = await connect(stage, plan.links)
    return {
      linksPerSecond,
      cost: await cost(stage, links, plan.cost),
      sustained: await sustained(stage, links, plan.sustained),
      // Last, because it leaves a backlog that nobody works off.
      acks: await acks(stage, links, plan.acks),
    }
  })
}
