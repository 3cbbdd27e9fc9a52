import { setTimeout as pause } from 'node:timers/promises'
import type { LoadReport } from '../load/order.ts'
import type { LoadPlan } from '../load/plan.ts'
import { checkpoint } from '../measure/databases.ts'
import type { Spread } from '../measure/percentiles.ts'
import { spreadOf } from '../measure/percentiles.ts'
import type { Toll } from '../measure/toll.ts'
import { beyondRest, openToll } from '../measure/toll.ts'
import type { Stage } from '../stage.ts'
import { warmUp } from './warm-up.ts'

/** What a notice costs at a rate that everybody can keep. */
export interface Cost {
  readonly ratePerSecond: number
  readonly notices: number
  readonly refreshes: number
  /** From the moment a notice was due until its records were committed. */
  readonly committedMs: Spread
  readonly ack: LoadReport['ack']
  /** Beyond what the system uses at rest, by process; `load` is the generator. */
  readonly cpuMsPerNotice: Readonly<Record<string, number>>
  readonly commitsPerNotice: Readonly<Record<string, number>>
  readonly logBytesPerNotice: Readonly<Record<string, number>>
  readonly belvoRequestsPerRefresh: number
  /** Null where each notice is work of its own. */
  readonly wakeUpsPerRefresh: number | null
  readonly atRest: { readonly cpuPercent: number; readonly commitsPerSecond: number }
  readonly generatorLateP99Ms: number
}

export interface CostPlan {
  readonly ratePerSecond: number
  readonly forMs: number
  readonly atRestMs: number
  readonly warmUpMs: number
  /** PostgreSQL's connections tell what they committed when they have rested for ten seconds. */
  readonly settleMs: number
}

const patienceMs = 60_000

export async function cost(
  stage: Stage,
  links: readonly string[],
  { ratePerSecond, forMs, atRestMs, warmUpMs, settleMs }: CostPlan,
): Promise<Cost> {
  const { world, system } = stage
  const hot = links.slice(0, hotLinks)
  const dormant = links.slice(hotLinks)
  await stage.forget()
  await warmUp(stage, hot, warmUpMs)
  await world.belvo.refresh(links)
  await checkpoint(world.postgres)
  await pause(settleMs)

  const atRest = calmer(await restOf(stage, atRestMs), await restOf(stage, atRestMs))

  const before = await system.appliedCount()
  const gate = await openToll(world, system)
  const plan: LoadPlan = {
    seed: 'cost',
    ratePerSecond,
    forMs,
    profile: 'poisson',
    dormant,
    hot,
    copies: 1,
  }
  const report = await (await stage.load(plan)).report
  await stage.untilApplied(before + report.notices.length, patienceMs)
  await pause(settleMs)
  return await told(stage, { toll: await gate(), atRest, report, ratePerSecond })
}

export const hotLinks = 10

async function restOf({ world, system }: Stage, ms: number): Promise<Toll> {
  const toll = await openToll(world, system)
  await pause(ms)
  return await toll()
}

/** Now and then an orchestrator tidies up; what it does then is not its rest. */
function calmer(one: Toll, other: Toll): Toll {
  const effort = ({ cpuMs, ms }: Toll) => sumOf(cpuMs) / ms
  return effort(one) <= effort(other) ? one : other
}

async function told(
  { system }: Stage,
  of: { toll: Toll; atRest: Toll; report: LoadReport; ratePerSecond: number },
): Promise<Cost> {
  const { toll, atRest, report, ratePerSecond } = of
  const notices = report.notices.length
  const refreshes = notices / 2
  const appliedAt = new Map((await system.applied()).map(({ event, atMs }) => [event, atMs]))
  const committed = report.notices.flatMap(({ event, intendedAtMs }) => {
    const atMs = appliedAt.get(event)
    return atMs === undefined ? [] : [atMs - intendedAtMs]
  })
  const share = toll.ms / atRest.ms
  const perNotice = (taken: Toll['cpuMs'], resting: Toll['cpuMs']) => {
    const used = Object.entries(beyondRest(taken, resting, share))
    return Object.fromEntries(used.map(([name, value]) => [name, value / notices]))
  }
  return {
    ratePerSecond,
    notices,
    refreshes,
    committedMs: spreadOf(committed),
    ack: report.ack,
    cpuMsPerNotice: {
      ...perNotice(toll.cpuMs, atRest.cpuMs),
      load: report.cpuMs / notices,
    },
    commitsPerNotice: perNotice(toll.commits, atRest.commits),
    logBytesPerNotice: perNotice(toll.logBytes, atRest.logBytes),
    belvoRequestsPerRefresh: toll.belvoRequests / refreshes,
    wakeUpsPerRefresh: toll.wakeUps === null ? null : toll.wakeUps / refreshes,
    atRest: {
      cpuPercent: (sumOf(atRest.cpuMs) / atRest.ms) * 100,
      commitsPerSecond: sumOf(atRest.commits) / (atRest.ms / 1_000),
    },
    generatorLateP99Ms: report.lateP99Ms,
  }
}

function sumOf(values: Readonly<Record<string, number>>): number {
  return Object.values(values).reduce((sum, value) => sum + value, 0)
}
