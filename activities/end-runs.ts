import { markDone, readErasure } from '../store/erasures.ts'
import type { ErasureActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'

/** Ends whoever might still ask Belvo. What is in flight finds the link fenced off. */
export function createEndRuns({ db, runs, events }: Hands): ErasureActivities['endRuns'] {
  return ({ erasureId }) =>
    attempting(events, async () => {
      const { links } = await readErasure(db, erasureId)
      for (const linkId of links) await runs.terminate(linkId)
      await markDone(db, erasureId, 'runs_ended')
    })
}
