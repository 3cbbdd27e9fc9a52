import { awaitsProbe, liftOwnHolds } from '../store/belvo-watch.ts'
import type { ReconcileActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'

/** Asks Belvo once whether it is back, where we hold calls because it was not; else asks nothing. */
export function createLiftOwnHolds({
  db,
  belvo,
  events,
}: Hands): ReconcileActivities['liftOwnHolds'] {
  return () =>
    attempting(events, async ({ signal }) => {
      if (!(await awaitsProbe(db)) || !(await belvo.answersUs(signal))) return { lifted: 0 }
      const lifted = await liftOwnHolds(db)
      if (lifted > 0) events.ownHoldsLifted({ holds: lifted })
      return { lifted }
    })
}
