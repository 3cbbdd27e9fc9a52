import type { RunCount } from './histories.ts'

export type RefreshCount = Omit<RunCount, 'runId'>

/** What a refresh added to its run; nothing when the run rolled over in it, as it has two then. */
export function addedBetween(before: RunCount | undefined, after: RunCount): RefreshCount[] {
  if (before?.runId !== after.runId) return []
  const of = (name: keyof RefreshCount) => after[name] - before[name]
  return [
    {
      events: of('events'),
      bytes: of('bytes'),
      transitions: of('transitions'),
      signals: of('signals'),
      actions: of('actions'),
      repeats: of('repeats'),
    },
  ]
}
