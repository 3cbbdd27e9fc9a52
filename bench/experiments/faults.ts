import { setTimeout as pause } from 'node:timers/promises'
import type { LoadPlan } from '../load/plan.ts'
import type { Stage } from '../stage.ts'
import { Caretaker } from './caretaker.ts'
import type { FaultOutcome } from './fault-outcome.ts'
import { outcomeOf } from './fault-outcome.ts'

export const faultNames = [
  'worker killed',
  'api killed',
  'orchestrator away 30 s',
  'PostgreSQL killed',
  'every notice five times',
  'Belvo 500 at 30 %',
] as const
export type FaultName = (typeof faultNames)[number]

export interface FaultPlan {
  readonly faults: readonly FaultName[]
  readonly ratePerSecond: number
  readonly forMs: number
  readonly patienceMs: number
}

const orchestratorAwayMs = 30_000
const repeatUnitMs = 3_000
const strikeAfterMs = 3_000

/** One fault after the other on the same stage; a fault that has nothing to strike is left out. */
export async function faults(
  stage: Stage,
  links: readonly string[],
  plan: FaultPlan,
): Promise<FaultOutcome[]> {
  const { world, system } = stage
  const caretaker = new Caretaker([
    world.postgres,
    ...(world.orchestrator ? [world.orchestrator] : []),
    ...system.parts,
  ])
  const outcomes: FaultOutcome[] = []
  try {
    for (const fault of plan.faults) {
      if (fault === 'orchestrator away 30 s' && !world.orchestrator) continue
      outcomes.push(await survive(stage, links, { ...plan, fault, caretaker }))
    }
  } finally {
    await caretaker.leave()
  }
  return outcomes
}

interface Struck extends FaultPlan {
  readonly fault: FaultName
  readonly caretaker: Caretaker
}

async function survive(
  stage: Stage,
  links: readonly string[],
  { fault, caretaker, ratePerSecond, forMs, patienceMs }: Struck,
): Promise<FaultOutcome> {
  const before = await stage.system.appliedCount()
  const plan: LoadPlan = {
    seed: fault,
    ratePerSecond,
    forMs,
    profile: 'poisson',
    dormant: links,
    hot: [],
    copies: fault === 'every notice five times' ? 5 : 1,
  }
  const generation = await stage.load(plan, repeatUnitMs)
  await pause(strikeAfterMs)
  await strike(stage, fault, caretaker, forMs - strikeAfterMs)
  const overAtMs = Date.now()
  const { notices } = await generation.report
  const accepted = notices.filter(({ acceptedAtMs }) => acceptedAtMs !== null).length
  await stage.untilApplied(before + accepted, patienceMs)
  return outcomeOf(fault, notices, await stage.system.applied(), overAtMs)
}

/** Returns when the fault is over and what it struck is ready again. */
async function strike(
  { world, system }: Stage,
  fault: FaultName,
  caretaker: Caretaker,
  forMs: number,
): Promise<void> {
  const part = (...names: string[]) => system.parts.find(({ name }) => names.includes(name))
  switch (fault) {
    case 'worker killed':
      return await caretaker.kill(part('worker', 'app'), 0)
    case 'api killed':
      return await caretaker.kill(part('api', 'app'), 0)
    case 'orchestrator away 30 s':
      return await caretaker.kill(world.orchestrator ?? undefined, orchestratorAwayMs)
    case 'PostgreSQL killed':
      return await caretaker.kill(world.postgres, 0)
    case 'Belvo 500 at 30 %':
      return await world.belvo.failing({ fault: 'unexpected_error', rate: 0.3 }, forMs)
    case 'every notice five times':
      return
    default:
      fault satisfies never
  }
}
