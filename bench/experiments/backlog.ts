import type { SentNotice } from '../load/order.ts'

/**
 * By how many notices a second the backlog grew in the second half of a load; in the first it grows
 * until as much is under way as the time to an effect wants.
 */
export function backlogGrowth(
  notices: readonly SentNotice[],
  appliedAt: ReadonlyMap<string, number>,
  forMs: number,
): number {
  const dueAt = notices.map(({ intendedAtMs }) => intendedAtMs)
  const doneAt = notices.flatMap(({ event }) => appliedAt.get(event) ?? [])
  const startMs = Math.min(...dueAt)
  const until = (times: readonly number[], atMs: number) =>
    times.filter((time) => time <= atMs).length
  const backlogAt = (atMs: number) => until(dueAt, atMs) - until(doneAt, atMs)
  const halfMs = forMs / 2
  const grown = backlogAt(startMs + forMs) - backlogAt(startMs + halfMs)
  return grown / (halfMs / 1_000)
}
