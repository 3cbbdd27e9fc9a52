import { acks, acksAt } from './experiments/acks.ts'
import { connect } from './experiments/connect.ts'
import { cost } from './experiments/cost.ts'
import { counts } from './experiments/counts.ts'
import { estate } from './experiments/estate.ts'
import { faults } from './experiments/faults.ts'
import { sustained } from './experiments/sustained.ts'
import { wake } from './experiments/wake.ts'
import type { BenchPlan } from './plan.ts'
import type { Once, Timed } from './report/results.ts'
import type { Stage } from './stage.ts'
import { onStage } from './stage.ts'
import type { Candidate } from './systems/catalogue.ts'
import type { Curiosity } from './systems/system.ts'
import type { Fittings } from './world/open-world.ts'

const asItIs: Curiosity = { countsEffects: false, hurries: false }
const fewLinks = 60
const warmLinks = 10

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

/** What is counted, or is right or wrong: once is enough. */
export async function measureOnce(
  candidate: Candidate,
  fittings: Fittings,
  plan: BenchPlan,
): Promise<Once> {
  const on = <Result>(curiosity: Curiosity, act: (stage: Stage) => Promise<Result>) =>
    onStage(candidate, fittings, curiosity, act)
  const { ceiling } = plan
  const hasWorkflows = candidate.orchestrator?.startsWith('temporal') ?? false
  return {
    counts: !hasWorkflows
      ? null
      : await on(asItIs, async (stage) => {
          const { links } = await connect(stage, plan.countedLinks)
          return await counts(stage, links, plan.countedRounds)
        }),
    faults: await on({ countsEffects: true, hurries: false }, async (stage) => {
      const { links } = await connect(stage, fewLinks)
      return await faults(stage, links, plan.faults)
    }),
    wakes: !hasWorkflows
      ? []
      : await on({ countsEffects: false, hurries: true }, async (stage) => {
          const { refreshes, linksEach } = plan.wake
          const { links } = await connect(stage, refreshes.length * linksEach + warmLinks)
          return await wake(stage, links, plan.wake)
        }),
    ceiling:
      ceiling === null
        ? null
        : await on(asItIs, async (stage) => {
            const { links } = await connect(stage, fewLinks)
            return await acksAt(stage, links, { ...ceiling, profile: 'poisson' })
          }),
    estate:
      plan.estateLinks === 0 || !hasWorkflows
        ? null
        : await on(asItIs, (stage) => estate(stage, plan.estateLinks)),
  }
}
