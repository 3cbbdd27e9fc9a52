import { markDone, readErasure } from '../store/erasures.ts'
import { emptyLateNotices } from '../store/forgetting.ts'
import type { ErasureActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'

/** Last, because a wake-up that was on its way may have started a run, which found nothing to do. */
export function createDeleteRuns({ db, runs, events }: Hands): ErasureActivities['deleteRuns'] {
  return ({ erasureId }) =>
    attempting(events, async ({ signal }) => {
      const { links } = await readErasure(db, erasureId)
      for (const linkId of links) await runs.deleteAll(linkId, signal)
      await emptyLateNotices(db, erasureId)
      await markDone(db, erasureId, 'finished')
    })
}
