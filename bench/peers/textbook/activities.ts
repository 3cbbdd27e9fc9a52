import type { Records } from '../belvo-lists.ts'
import { listRecords } from '../belvo-lists.ts'
import type { Notice } from '../notice.ts'
import type { PeerSettings } from '../settings.ts'
import type { Upsert } from '../upsert.ts'

export type Activities = ReturnType<typeof createActivities>

/** Two activities: what the first fetched goes through the history to the second. */
export function createActivities(belvo: PeerSettings['belvo'], upsert: Upsert) {
  return {
    fetchRecords: (notice: Notice): Promise<Records> => listRecords(belvo, notice),
    persistRecords: (notice: Notice, records: Records): Promise<void> => upsert(notice, records),
  }
}
