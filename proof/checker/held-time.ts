import type { Evidence } from './evidence.ts'

/** For how long of a stretch of time calls about a link were held back, in milliseconds. */
export function heldMs(
  { holds, gatheredAtMs }: Evidence,
  linkId: string | null,
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
): number {
  const stretches = holds
    .filter((hold) => hold.linkId === null || hold.linkId === linkId)
    .map((hold) => ({
      from: Math.max(fromMs, hold.fromMs),
      until: Math.min(untilMs, hold.untilMs ?? gatheredAtMs),
    }))
    .filter(({ from, until }) => until > from)
    .sort((a, b) => a.from - b.from)
  let held = 0
  let countedUntil = fromMs
  for (const { from, until } of stretches) {
    held += Math.max(0, until - Math.max(from, countedUntil))
    countedUntil = Math.max(countedUntil, until)
  }
  return held
}

/** Whether calls about a link are held back now. */
export function isHeldNow({ holds }: Evidence, linkId: string | null): boolean {
  return holds.some(
    (hold) => hold.untilMs === null && (hold.linkId === null || hold.linkId === linkId),
  )
}
