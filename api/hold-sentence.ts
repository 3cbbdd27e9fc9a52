import type { HoldEntry } from '../store/timeline.ts'

/** Who held calls to Belvo, or let them go, for whoever is on call. */
export function holdSentence({ kind, isOverAll, actor, reason }: HoldEntry): string {
  const calls = isOverAll ? 'all calls to Belvo' : 'calls to Belvo about this link'
  return kind === 'HoldPlaced'
    ? `${actor} held ${calls}: "${reason}". Notices are kept and wait.`
    : `${actor} let ${calls} go on: "${reason}".`
}
