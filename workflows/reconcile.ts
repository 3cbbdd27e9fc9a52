import { proxyActivities } from '@temporalio/workflow'
import type { ReconcileActivities } from './ports.ts'

export interface Reconciled {
  readonly woken: number
  readonly found: number
  readonly lifted: number
}

// The next run of the schedule is the retry: a sweep that outlives its turn helps nobody.
const { wakeSilentLinks, findUnmetLinks, liftOwnHolds } = proxyActivities<ReconcileActivities>({
  startToCloseTimeout: '4 minutes',
  heartbeatTimeout: '10s',
  scheduleToCloseTimeout: '4 minutes',
})

/**
 * Looks for what no notice told us: silent links, links that we never met (`all` lists every link),
 * and whether Belvo is back.
 */
export async function reconcileWorkflow({ all }: { all: boolean }): Promise<Reconciled> {
  const { woken } = await wakeSilentLinks()
  const { found } = await findUnmetLinks({ all })
  const { lifted } = await liftOwnHolds()
  return { woken, found, lifted }
}
