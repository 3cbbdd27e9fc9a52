import type { Part } from '../../dev/part.ts'
import type { System } from '../systems/system.ts'
import type { World } from '../world/world.ts'
import { logBetween, readDatabases } from './databases.ts'
import { cpuMs } from './processes.ts'

/** What a stretch of time cost, by who paid it. */
export interface Toll {
  readonly ms: number
  readonly cpuMs: Readonly<Record<string, number>>
  /** In PostgreSQL, by database. */
  readonly commits: Readonly<Record<string, number>>
  /** By which PostgreSQL's log grew, by database. */
  readonly logBytes: Readonly<Record<string, number>>
  readonly belvoRequests: number
  readonly wakeUps: number | null
}

export type TollGate = () => Promise<Toll>

/** Every process that can be charged: what the system stands on, and its own. */
export function payers(world: World, system: System): Part[] {
  const { postgres, belvo, orchestrator } = world
  return [...system.parts, ...(orchestrator ? [orchestrator] : []), postgres, belvo]
}

/** Starts to count; the function that is returned tells what has come together since. */
export async function openToll(world: World, system: System): Promise<TollGate> {
  const before = await reading(world, system)
  return async () => {
    const after = await reading(world, system)
    return {
      ms: after.atMs - before.atMs,
      cpuMs: lessOf(after.cpu, before.cpu),
      commits: lessOf(after.databases.commits, before.databases.commits),
      logBytes: await logBetween(world.postgres, [before.databases.logAt, after.databases.logAt]),
      belvoRequests: after.requests - before.requests,
      wakeUps: after.wakeUps === null ? null : after.wakeUps - (before.wakeUps ?? 0),
    }
  }
}

/** What the work took of each, beyond what was taken at rest in as much time. */
export function beyondRest(
  taken: Readonly<Record<string, number>>,
  atRest: Readonly<Record<string, number>>,
  share: number,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(taken).map(([name, value]) => [
      name,
      Math.max(0, value - (atRest[name] ?? 0) * share),
    ]),
  )
}

async function reading(world: World, system: System) {
  const parts = payers(world, system)
  const cpu = await Promise.all(
    parts.map(async (part) => [part.name, await cpuMs(part.processId())] as const),
  )
  return {
    atMs: performance.now(),
    cpu: Object.fromEntries(cpu),
    databases: await readDatabases(world.postgres),
    requests: await world.belvo.requests(),
    wakeUps: await system.wakeUps(),
  }
}

function lessOf(
  after: Readonly<Record<string, number>>,
  before: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([name, value]) => [name, value - (before[name] ?? 0)]),
  )
}
