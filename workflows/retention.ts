import { proxyActivities } from '@temporalio/workflow'
import type { PastDaysDeleted, RetentionActivities } from './ports.ts'

export interface Retained {
  readonly deleted: PastDaysDeleted
  readonly erasures: number
  readonly disconnected: number
}

// A run that outlives its day is made up for by the next one.
const { deletePastDays, eraseClosedLinks, disconnectStaleLinks } =
  proxyActivities<RetentionActivities>({
    startToCloseTimeout: '6 hours',
    heartbeatTimeout: '10s',
    scheduleToCloseTimeout: '6 hours',
  })

/** Lets go of what is past its days; what needs Belvo comes last, as Belvo may be away. */
export async function retentionWorkflow(): Promise<Retained> {
  const deleted = await deletePastDays()
  const { erasures } = await eraseClosedLinks()
  const { disconnected } = await disconnectStaleLinks()
  return { deleted, erasures, disconnected }
}
