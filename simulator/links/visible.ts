import { millisecondsOf } from '../duration.ts'
import type { Collected, Link, Resource } from './link.ts'

interface Visible {
  collected: Collected
  part: 'all' | 'half' | 'twice'
}

const STALE_IN_BY_DEFAULT = '365d'

/** How much of a resource a reader gets at `now`; nothing at all is `undefined`. */
export function visible(link: Link, resource: Resource, now: number): Visible | undefined {
  const collected = link.collected[resource]
  if (!collected) return glimpse(link, resource, now)
  return now < staleAt(link, collected) ? { collected, part: 'all' } : undefined
}

/** `stale_in` counts from the last retrieval ("Data retention controls"). */
function staleAt(link: Link, collected: Collected): number {
  return collected.at + (millisecondsOf(link.staleIn ?? STALE_IN_BY_DEFAULT) ?? 0)
}

function glimpse(link: Link, resource: Resource, now: number): Visible | undefined {
  const under = link.collecting[resource]
  if (!under || under.glimpse === 'nothing') return undefined
  if (now < (under.since + under.until) / 2) return undefined
  return { collected: under.answer, part: under.glimpse }
}
