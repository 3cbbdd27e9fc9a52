import type { LoadReport } from '../load/order.ts'
import type { LoadPlan } from '../load/plan.ts'
import type { Stage } from '../stage.ts'
import { backlogGrowth } from './backlog.ts'
import { hotLinks } from './cost.ts'
import { warmUp } from './warm-up.ts'

/** The highest rate that is kept without a growing backlog, and without a loss. */
export interface Sustained {
  readonly noticesPerSecond: number
  /** How fast a backlog was worked off: where the search began. */
  readonly backlogPerSecond: number
  readonly probes: readonly Probe[]
}

export interface Probe {
  readonly ratePerSecond: number
  readonly isKept: boolean
  /** By how many notices a second the backlog grew in the second half. */
  readonly backlogGrowth: number
  readonly notAccepted: number
}

export interface SustainedPlan {
  readonly burstNotices: number
  readonly probeMs: number
  readonly probes: number
  /** While no rate has been kept yet. */
  readonly probesMax: number
  readonly warmUpMs: number
}

const burstPerSecond = 500
// Below it a growing backlog cannot be told from chance.
const growthShareMax = 0.1
const patienceMs = 120_000

export async function sustained(
  stage: Stage,
  links: readonly string[],
  plan: SustainedPlan,
): Promise<Sustained> {
  const backlogPerSecond = await workOff(stage, links, plan)
  let least = 0
  let most = backlogPerSecond * 1.4
  let ratePerSecond = backlogPerSecond * 0.9
  const probes: Probe[] = []
  while (probes.length < (least === 0 ? plan.probesMax : plan.probes)) {
    const probed = await probe(stage, links, { ...plan, ratePerSecond })
    probes.push(probed)
    if (probed.isKept) least = ratePerSecond
    else most = ratePerSecond
    ratePerSecond = least === 0 ? most * 0.7 : (least + most) / 2
  }
  return { noticesPerSecond: least, backlogPerSecond, probes }
}

/** A burst faster than anyone: from a tenth done to nine tenths tells the speed. */
async function workOff(
  stage: Stage,
  links: readonly string[],
  { burstNotices, warmUpMs }: SustainedPlan,
): Promise<number> {
  const { report, appliedAt } = await run(stage, links, {
    seed: 'burst',
    profile: 'burst',
    ratePerSecond: burstPerSecond,
    forMs: (burstNotices / burstPerSecond) * 1_000,
    warmUpMs,
  })
  const times = report.notices.flatMap(({ event }) => appliedAt.get(event) ?? []).sort(ascending)
  const from = Math.floor(times.length * 0.1)
  const to = Math.floor(times.length * 0.9)
  const seconds = ((times[to] ?? 0) - (times[from] ?? 0)) / 1_000
  return Math.max(1, (to - from) / seconds)
}

async function probe(
  stage: Stage,
  links: readonly string[],
  { ratePerSecond, probeMs, warmUpMs }: SustainedPlan & { ratePerSecond: number },
): Promise<Probe> {
  const { report, appliedAt } = await run(stage, links, {
    seed: `probe-${ratePerSecond.toFixed(3)}`,
    profile: 'poisson',
    ratePerSecond,
    forMs: probeMs,
    warmUpMs,
  })
  const growth = backlogGrowth(report.notices, appliedAt, probeMs)
  const notAccepted = report.notices.filter(({ acceptedAtMs }) => acceptedAtMs === null).length
  const done = report.notices.filter(({ event }) => appliedAt.has(event)).length
  const lost = report.notices.length - notAccepted - done
  const isKept = growth <= ratePerSecond * growthShareMax && notAccepted === 0 && lost <= 0
  return { ratePerSecond, isKept, backlogGrowth: growth, notAccepted }
}

interface Run {
  readonly seed: string
  readonly profile: LoadPlan['profile']
  readonly ratePerSecond: number
  readonly forMs: number
  readonly warmUpMs: number
}

/** One load on links that are asleep, and when each of its notices had its effect. */
async function run(
  stage: Stage,
  links: readonly string[],
  { warmUpMs, ...load }: Run,
): Promise<{ report: LoadReport; appliedAt: Map<string, number> }> {
  const hot = links.slice(0, hotLinks)
  await stage.forget()
  await warmUp(stage, hot, warmUpMs)
  const before = await stage.system.appliedCount()
  const plan: LoadPlan = { ...load, dormant: links.slice(hotLinks), hot, copies: 1 }
  const report = await (await stage.load(plan)).report
  const accepted = report.notices.filter(({ acceptedAtMs }) => acceptedAtMs !== null).length
  await stage.untilApplied(before + accepted, patienceMs)
  const applied = await stage.system.applied()
  return { report, appliedAt: new Map(applied.map(({ event, atMs }) => [event, atMs])) }
}

const ascending = (a: number, b: number) => a - b
