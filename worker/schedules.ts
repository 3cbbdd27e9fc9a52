import type { Client } from '@temporalio/client'
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client'
import {
  reconcileWorkflowType,
  retentionScheduleId,
  retentionWorkflowType,
  taskQueue,
} from '../workflows/messages.ts'

const oneMinuteMs = 60_000

/**
 * Creates the schedules that seek what no notice told us, silent links often and every link of the
 * account once a day, and the one that lets go of what is past its days. Safe to run at every start;
 * one that exists takes the new interval.
 */
export async function ensureSchedules(
  client: Client,
  every: { readonly silentMs: number; readonly allMs: number; readonly retentionMs: number },
): Promise<void> {
  const reconcile = (all: boolean): Sweep => ({ type: reconcileWorkflowType, args: [{ all }] })
  await ensureSchedule(client, 'vinculo/reconcile', every.silentMs, reconcile(false))
  await ensureSchedule(client, 'vinculo/reconcile-all', every.allMs, reconcile(true))
  const retention: Sweep = { type: retentionWorkflowType, args: [] }
  await ensureSchedule(client, retentionScheduleId, every.retentionMs, retention)
}

interface Sweep {
  readonly type: string
  readonly args: unknown[]
}

async function ensureSchedule(
  client: Client,
  scheduleId: string,
  everyMs: number,
  { type, args }: Sweep,
): Promise<void> {
  const spec = { intervals: [{ every: everyMs }] }
  try {
    await client.schedule.create({
      scheduleId,
      spec,
      // A sweep that was missed is made up for by the next one; the default would run a year of them.
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: oneMinuteMs },
      action: {
        type: 'startWorkflow',
        workflowType: type,
        workflowId: scheduleId,
        taskQueue,
        args,
      },
    })
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
    await client.schedule.getHandle(scheduleId).update((known) => ({ ...known, spec }))
  }
}
