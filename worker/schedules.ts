import type { Client } from '@temporalio/client'
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client'
import { reconcileWorkflowType, taskQueue } from '../workflows/messages.ts'

const oneMinuteMs = 60_000

/**
 * Creates the schedules that seek what no notice told us: silent links often, every link of the
 * account once a day. Safe to run at every start; one that exists takes the new interval.
 */
export async function ensureSchedules(
  client: Client,
  every: { readonly silentMs: number; readonly allMs: number },
): Promise<void> {
  await ensureSchedule(client, 'vinculo/reconcile', { everyMs: every.silentMs, all: false })
  await ensureSchedule(client, 'vinculo/reconcile-all', { everyMs: every.allMs, all: true })
}

async function ensureSchedule(
  client: Client,
  scheduleId: string,
  { everyMs, all }: { everyMs: number; all: boolean },
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
        workflowType: reconcileWorkflowType,
        workflowId: scheduleId,
        taskQueue,
        args: [{ all }],
      },
    })
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
    await client.schedule.getHandle(scheduleId).update((known) => ({ ...known, spec }))
  }
}
