import { acksAt } from './experiments/acks.ts'
import { connect } from './experiments/connect.ts'
import { counts } from './experiments/counts.ts'
import { estate } from './experiments/estate.ts'
import { faults } from './experiments/faults.ts'
import { wake } from './experiments/wake.ts'
import type { BenchPlan } from './plan.ts'
import type { Once } from './report/results.ts'
import type { Stage } from './stage.ts'
import type { Candidate } from './systems/catalogue.ts'
import type { Curiosity } from './systems/system.ts'
import { asItIs } from './systems/system.ts'

/** One thing that is counted, or is right or wrong: once is enough, in a world of its own. */
export interface OnceStep {
  readonly name: keyof Once
  /** Whether the plan wants it, and it says anything of such a system. */
  isFor(candidate: Candidate, plan: BenchPlan): boolean
  readonly curiosity: Curiosity
  measure(stage: Stage, plan: BenchPlan): Promise<Partial<Once>>
}

const fewLinks = 60
const warmLinks = 10
const hasWorkflows = ({ orchestrator }: Candidate) => orchestrator?.startsWith('temporal') ?? false

export const onceSteps: readonly OnceStep[] = [
  {
    name: 'counts',
    isFor: hasWorkflows,
    curiosity: asItIs,
    async measure(stage, { countedLinks, countedRounds }) {
      const { links } = await connect(stage, countedLinks)
      return { counts: await counts(stage, links, countedRounds) }
    },
  },
  {
    name: 'faults',
    isFor: () => true,
    curiosity: { ...asItIs, countsEffects: true },
    async measure(stage, plan) {
      const { links } = await connect(stage, fewLinks)
      return { faults: await faults(stage, links, plan.faults) }
    },
  },
  {
    name: 'wakes',
    isFor: (candidate, plan) => hasWorkflows(candidate) && plan.wake.refreshes.length > 0,
    curiosity: { ...asItIs, hurries: true },
    async measure(stage, plan) {
      const { refreshes, linksEach } = plan.wake
      const { links } = await connect(stage, refreshes.length * linksEach + warmLinks)
      return { wakes: await wake(stage, links, plan.wake) }
    },
  },
  {
    name: 'ceiling',
    isFor: (_, { ceiling }) => ceiling !== null,
    curiosity: asItIs,
    async measure(stage, { ceiling }) {
      const { links } = await connect(stage, fewLinks)
      return {
        ceiling: ceiling && (await acksAt(stage, links, { ...ceiling, profile: 'poisson' })),
      }
    },
  },
  {
    name: 'estate',
    isFor: (candidate, { estateLinks }) => hasWorkflows(candidate) && estateLinks > 0,
    curiosity: asItIs,
    measure: async (stage, { estateLinks }) => ({ estate: await estate(stage, estateLinks) }),
  },
]
