import type { Stage } from '../stage.ts'

const ratePerSecond = 10
const patienceMs = 60_000
let warmUps = 0

/** Some work on links that no measurement uses as dormant: compilers and caches come to rest. */
export async function warmUp(stage: Stage, hot: readonly string[], forMs: number): Promise<void> {
  warmUps += 1
  const before = await stage.system.appliedCount()
  const generation = await stage.load({
    seed: `warm-up-${warmUps}`,
    ratePerSecond,
    forMs,
    profile: 'poisson',
    dormant: hot,
    hot: [],
    copies: 1,
  })
  const { notices } = await generation.report
  await stage.untilApplied(before + notices.length, patienceMs)
}
