import { eventually } from '../../dev/eventually.ts'
import type { RunCount } from '../measure/histories.ts'
import { Histories } from '../measure/histories.ts'
import type { RefreshCount } from '../measure/refresh-count.ts'
import { addedBetween } from '../measure/refresh-count.ts'
import type { Stage } from '../stage.ts'
import { announceRefresh } from './announce-refresh.ts'

/** What refreshes of two notices added to their runs, each of them counted by itself, exactly. */
export interface Counts {
  readonly perRefresh: readonly RefreshCount[]
  /** The longest history that was seen at rest. */
  readonly eventsAtRestMax: number
  readonly bytesAtRestMax: number
}

const twinGapMs = 200

/** Null without Temporal. A refresh in which the run rolled over is left out: it has two runs. */
export async function counts(
  stage: Stage,
  links: readonly string[],
  rounds: number,
): Promise<Counts | null> {
  const { workflows } = stage.system
  const address = stage.world.orchestrator?.address
  if (!workflows || address === undefined) return null
  const histories = await Histories.open(address, workflows)
  const perRefresh: RefreshCount[] = []
  const atRest: RunCount[] = []
  try {
    let before = await restOf(histories, links)
    for (let round = 0; round < rounds; round++) {
      await stage.world.belvo.refresh(links)
      const applied = await stage.system.appliedCount()
      await Promise.all(
        links.map((link) => announceRefresh(stage, link, `counted ${round}`, twinGapMs)),
      )
      await stage.untilApplied(applied + links.length * 2, 60_000)
      const after = await restOf(histories, links)
      atRest.push(...after)
      perRefresh.push(...after.flatMap((run, at) => addedBetween(before[at], run)))
      before = after
    }
  } finally {
    await histories.close()
  }
  return {
    perRefresh,
    eventsAtRestMax: Math.max(...atRest.map(({ events }) => events)),
    bytesAtRestMax: Math.max(...atRest.map(({ bytes }) => bytes)),
  }
}

async function restOf(histories: Histories, links: readonly string[]): Promise<RunCount[]> {
  return await Promise.all(
    links.map((link) =>
      eventually(`${link} is at rest`, async () => (await histories.atRest(link)) ?? undefined),
    ),
  )
}
