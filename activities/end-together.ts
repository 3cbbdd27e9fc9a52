import { setTimeout as pause } from 'node:timers/promises'
import type { LinkId } from '../domain/link-id.ts'

type Fetch<T> = (order: { linkId: LinkId }) => Promise<T>

/**
 * Lets the fetches of one link that run in this process at once end at once: the first one waits for
 * the others, `waitMs` at most. Their answers then reach the workflow in one task of it instead of
 * two, which is a fifth of what a refresh costs. What was fetched is committed before the wait.
 */
export function endTogether(waitMs: number): <T>(fetch: Fetch<T>) => Fetch<T> {
  const underWay = new Map<LinkId, ReadonlySet<Promise<unknown>>>()
  const of = (linkId: LinkId) => underWay.get(linkId) ?? new Set<Promise<unknown>>()
  const keep = (linkId: LinkId, fetches: ReadonlySet<Promise<unknown>>) =>
    fetches.size > 0 ? underWay.set(linkId, fetches) : underWay.delete(linkId)

  return (fetch) => async (order) => {
    const { linkId } = order
    const own = fetch(order)
    keep(linkId, of(linkId).union(new Set([own])))
    try {
      const outcome = await own
      const others = of(linkId).difference(new Set([own]))
      if (others.size > 0) await Promise.race([Promise.allSettled(others), pause(waitMs)])
      return outcome
    } finally {
      keep(linkId, of(linkId).difference(new Set([own])))
    }
  }
}
