import { setTimeout as pause } from 'node:timers/promises'
import { inLanes } from '../in-lanes.ts'
import { bodyOf, resources } from '../load/notice.ts'
import type { Stage } from '../stage.ts'

export interface Connected {
  readonly links: readonly string[]
  /** From the first notice until the last link has both of its resources. */
  readonly linksPerSecond: number
}

const againAfterMs = 200
const perLinkMs = 1_000

/** People connect: links nobody has met, of which both resources are announced. */
export async function connect(stage: Stage, count: number): Promise<Connected> {
  const people = Array.from({ length: count }, (_, at) => `bench_${count}_${at}`)
  await inLanes(people, (externalId) => stage.system.expectPerson(externalId))
  const links = await stage.world.belvo.connect(people)
  const before = await stage.system.appliedCount()
  const startedAt = performance.now()
  await inLanes(links, (link) => announceBoth(stage, link))
  const all = await stage.untilApplied(before + 2 * count, 30_000 + count * perLinkMs)
  if (!all) throw new Error(`Not all of ${count} links could be connected`)
  const linksPerSecond = count / ((performance.now() - startedAt) / 1_000)
  return { links, linksPerSecond }
}

async function announceBoth(stage: Stage, link: string): Promise<void> {
  const requestId = link.replaceAll('-', '')
  for (const resource of resources) {
    await announce(stage, bodyOf({ link, resource, cause: 'historical', requestId }))
  }
}

/** As Belvo: until it is taken. */
async function announce(stage: Stage, body: string): Promise<void> {
  const { url, authorization } = stage.system.webhook
  const headers = { authorization, 'content-type': 'application/json' }
  for (;;) {
    const answer = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
    if (answer?.status === 200) return
    await pause(againAfterMs)
  }
}
