import os from 'node:os'
import path from 'node:path'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { peerSettings } from '../settings.ts'
import { createUpsert } from '../upsert.ts'
import { createActivities } from './activities.ts'
import { taskQueue } from './task-queue.ts'

// As the product's: the door comes first.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)

const settings = peerSettings()
const activitiesAtOnceMax = 40
Runtime.install({ logger: new DefaultLogger('WARN') })

// The worker is set as the product's is: what is compared is the design, not the tuning.
const worker = await Worker.create({
  connection: await NativeConnection.connect({ address: settings.orchestrator }),
  taskQueue,
  workflowsPath: path.join(import.meta.dirname, 'workflow.ts'),
  activities: createActivities(
    settings.belvo,
    createUpsert(settings.databaseUrl, activitiesAtOnceMax / 2),
  ),
  maxCachedWorkflows: 100,
  maxConcurrentActivityTaskExecutions: activitiesAtOnceMax,
  workflowTaskPollerBehavior: { type: 'autoscaling', initial: 2, maximum: 20 },
  activityTaskPollerBehavior: { type: 'autoscaling', initial: 2, maximum: 20 },
  stickyQueueScheduleToStartTimeout: '2s',
})
console.log('worker ready')
await worker.run()
