import { setTimeout as pause } from 'node:timers/promises'
import { endOnSignal } from './end-on-signal.ts'
import type { Generation } from './load/generate.ts'
import { generate } from './load/generate.ts'
import type { LoadPlan } from './load/plan.ts'
import type { Candidate } from './systems/catalogue.ts'
import type { Curiosity, System } from './systems/system.ts'
import type { Fittings } from './world/open-world.ts'
import { openWorld } from './world/open-world.ts'
import type { World } from './world/world.ts'

/** A system at work in a world of its own. */
export class Stage {
  readonly world: World
  readonly system: System

  constructor(world: World, system: System) {
    this.world = world
    this.system = system
  }

  async load(plan: LoadPlan, repeatUnitMs = 0): Promise<Generation> {
    return await generate(this.world.folder, { plan, repeatUnitMs, ...this.system.webhook })
  }

  /** Empties every cache of links: whoever keeps some in memory begins anew. */
  async forget(): Promise<void> {
    const worker = this.system.parts.find(({ name }) => name !== 'api')
    await worker?.stop()
    await worker?.start()
  }

  /** Waits until so many notices have had their effect; false when patience ends first. */
  async untilApplied(count: number, withinMs: number): Promise<boolean> {
    const giveUpAt = Date.now() + withinMs
    for (;;) {
      const applied = await this.system.appliedCount().catch(() => 0)
      if (applied >= count) return true
      if (Date.now() > giveUpAt) return false
      await pause(lookEveryMs)
    }
  }
}

const lookEveryMs = 200

/** Opens a world for the candidate, acts in it and clears it away whatever happens. */
export async function onStage<Result>(
  candidate: Candidate,
  fittings: Fittings,
  curiosity: Curiosity,
  act: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  await using cleared = new AsyncDisposableStack()
  endOnSignal(cleared)
  const world = await openWorld(candidate, fittings)
  cleared.defer(world.close)
  const system = await candidate.make(world, curiosity)
  cleared.defer(system.end)
  await system.start()
  return await act(new Stage(world, system))
}
