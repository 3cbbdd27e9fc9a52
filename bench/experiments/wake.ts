import { setTimeout as pause } from 'node:timers/promises'
import { eventually } from '../../dev/eventually.ts'
import { eventOf, requestIdOf } from '../load/notice.ts'
import { Histories } from '../measure/histories.ts'
import { median } from '../measure/percentiles.ts'
import { beyondRest, openToll } from '../measure/toll.ts'
import type { Stage } from '../stage.ts'
import { announce, announceRefresh } from './announce-refresh.ts'
import { warmUp } from './warm-up.ts'

/** What it costs to wake a link of which no process remembers anything. */
export interface Wake {
  readonly refreshesBefore: number
  readonly links: number
  /** Of worker, orchestrator, PostgreSQL and door together, for one notice. */
  readonly cpuMs: number
  readonly committedMs: number
  /** Events of the open run when the link was woken; null without Temporal. */
  readonly historyEvents: number | null
}

export interface WakePlan {
  readonly refreshes: readonly number[]
  readonly linksEach: number
  readonly warmUpMs: number
}

const patienceMs = 600_000
const atRestMs = 5_000
// The workflow closes its task after the records are committed.
const settledWithinMs = 1_000

/** Each of the groups has lived through so many refreshes; then every cache is emptied. */
export async function wake(
  stage: Stage,
  links: readonly string[],
  { refreshes, linksEach, warmUpMs }: WakePlan,
): Promise<Wake[]> {
  const groups = refreshes.map((count, at) => ({
    count,
    links: links.slice(at * linksEach, (at + 1) * linksEach),
  }))
  const others = links.slice(refreshes.length * linksEach)
  for (const group of groups) await liveThrough(stage, group.links, group.count)
  await stage.forget()
  await warmUp(stage, others, warmUpMs)
  const wakes: Wake[] = []
  for (const group of groups) wakes.push(await wakeEach(stage, group.links, group.count))
  return wakes
}

async function liveThrough(stage: Stage, links: readonly string[], count: number): Promise<void> {
  for (let refresh = 0; refresh < count; refresh++) {
    const applied = await stage.system.appliedCount()
    await Promise.all(links.map((link) => announceRefresh(stage, link, `past ${refresh}`, 0)))
    const all = await stage.untilApplied(applied + 2 * links.length, patienceMs)
    if (!all) throw new Error(`The links did not live through ${count} refreshes`)
  }
}

/** One after the other, so that no wake-up waits for another. */
async function wakeEach(stage: Stage, links: readonly string[], count: number): Promise<Wake> {
  const { world, system } = stage
  const events = await historyEvents(stage, links)
  const rest = await openToll(world, system)
  await pause(atRestMs)
  const atRest = await rest()

  const gate = await openToll(world, system)
  const sentAtMs = new Map<string, number>()
  for (const link of links) {
    const requestId = requestIdOf(`${link}/wake`)
    const notice = { link, resource: 'EMPLOYMENTS', cause: 'recurrent', requestId } as const
    const before = await system.appliedCount()
    sentAtMs.set(eventOf(notice), performance.timeOrigin + performance.now())
    await announce(stage, notice)
    await stage.untilApplied(before + 1, patienceMs)
  }
  await pause(settledWithinMs)
  const toll = await gate()
  const { belvo: _, ...charged } = beyondRest(toll.cpuMs, atRest.cpuMs, toll.ms / atRest.ms)
  const tookMs = (await system.applied()).flatMap(({ event, atMs }) => {
    const sentMs = sentAtMs.get(event)
    return sentMs === undefined ? [] : [atMs - sentMs]
  })
  return {
    refreshesBefore: count,
    links: links.length,
    cpuMs: Object.values(charged).reduce((sum, ms) => sum + ms, 0) / links.length,
    committedMs: median(tookMs),
    historyEvents: events,
  }
}

async function historyEvents(stage: Stage, links: readonly string[]): Promise<number | null> {
  const { workflows } = stage.system
  const address = stage.world.orchestrator?.address
  if (!workflows || address === undefined) return null
  const histories = await Histories.open(address, workflows)
  try {
    const runs = await Promise.all(
      links.map((link) =>
        eventually('at rest', async () => (await histories.atRest(link)) ?? undefined),
      ),
    )
    return median(runs.map(({ events }) => events))
  } finally {
    await histories.close()
  }
}
