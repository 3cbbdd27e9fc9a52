import { millisecondsOf } from '../duration.ts'
import { chanceOf } from '../ids.ts'
import type { Asked } from '../job.ts'
import type { Box } from '../state.ts'
import { breakCredentials } from './break.ts'
import { letsIn } from './institution.ts'
import type { Link, Resource } from './link.ts'
import { RESOURCES } from './link.ts'

const INTERVAL_WITHOUT_A_RATE = '7d'

/**
 * The person's life goes on by one interval and the institution is asked for `resources` as it
 * knows them then. The answer comes later, with a webhook; a refusal makes the link invalid.
 */
export function refresh(box: Box, link: Link, resources: Resource[], asked: Asked): void {
  const interval = millisecondsOf(link.refreshRate ?? INTERVAL_WITHOUT_A_RATE) ?? 0
  link.lifeAt = Math.max(link.lifeAt + interval, box.clock.now())
  if (letsIn(box, link)) ask(box, link, resources, asked)
  else breakCredentials(box, link, 'invalid', asked.requestId)
}

/** Asks the institution in the background. */
export function ask(box: Box, link: Link, resources: Resource[], asked: Asked): void {
  const since = box.clock.now()
  link.lastAccessedAt = since
  link.refusals = 0
  link.asked += 1
  for (const [resource, delay] of delaysOf(box, link, resources)) {
    const until = since + delay
    const answer = { firstAt: since, at: since, lifeAt: link.lifeAt, changedAt: {}, deleted: [] }
    link.collecting[resource] = { since, until, glimpse: glimpseOf(link, resource), answer }
    const { id: linkId, lifeAt } = link
    box.schedule.add(until, { kind: 'collect', linkId, resource, lifeAt, ...asked })
  }
}

/** Half to one and a half times the mean each, so that nobody can rely on their order. */
function delaysOf(box: Box, link: Link, resources: Resource[]): [Resource, number][] {
  const { webhookDelayMs, webhookOrder } = box.settings
  const delays = resources.map((resource) => {
    const chance = chanceOf(`${link.id}/${link.asked}/${resource}/delay`)
    return Math.round(webhookDelayMs * (0.5 + chance))
  })
  if (webhookOrder === 'random') return resources.map((resource, i) => [resource, delays[i] ?? 0])
  const sorted = delays.toSorted((a, b) => a - b)
  const wanted = webhookOrder === 'employments-first' ? RESOURCES : RESOURCES.toReversed()
  return wanted
    .filter((resource) => resources.includes(resource))
    .map((resource, i) => [resource, sorted[i] ?? 0])
}

function glimpseOf(link: Link, resource: Resource) {
  const chance = chanceOf(`${link.id}/${link.asked}/${resource}/glimpse`)
  if (chance < 0.5) return 'nothing'
  return chance < 0.75 ? 'half' : 'twice'
}
