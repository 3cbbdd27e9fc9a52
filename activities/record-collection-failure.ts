import { recordCollectionFailure } from '../store/refreshes.ts'
import type { LinkActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'

export function createRecordCollectionFailure({
  db,
  timing,
  events,
}: Hands): LinkActivities['recordCollectionFailure'] {
  return ({ linkId }) => attempting(events, () => recordCollectionFailure(db, linkId, timing.dayMs))
}
