import { Queue } from 'bullmq'
import { openDoor } from '../door.ts'
import type { Notice } from '../notice.ts'
import { peerSettings } from '../settings.ts'
import { queueName, redisAt } from './jobs.ts'

const settings = peerSettings()
// While Redis is away a webhook is refused at once, so that its sender repeats it.
const connection = {
  ...redisAt(settings.orchestrator),
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
}
const queue = new Queue<Notice, void, 'notice'>(queueName, { connection })
queue.on('error', () => {})
await queue.waitUntilReady()

openDoor(settings, async (notice) => {
  // The job's id is the dedupe key for as long as the job is kept.
  await queue.add('notice', notice, {
    jobId: notice.key,
    attempts: 1_000,
    backoff: { type: 'patience' },
    removeOnComplete: { age: 86_400 },
  })
})
