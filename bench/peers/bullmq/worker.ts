import os from 'node:os'
import { Worker } from 'bullmq'
import { listRecords } from '../belvo-lists.ts'
import type { Notice } from '../notice.ts'
import { waitAfter } from '../patience.ts'
import { peerSettings } from '../settings.ts'
import { createUpsert } from '../upsert.ts'
import { queueName, redisAt } from './jobs.ts'

// As the product's: the door comes first.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)

const settings = peerSettings()
const jobsAtOnce = 40
const upsert = createUpsert(settings.databaseUrl, jobsAtOnce / 2)

const worker = new Worker<Notice, void>(
  queueName,
  async ({ data: notice }) => upsert(notice, await listRecords(settings.belvo, notice)),
  {
    connection: { ...redisAt(settings.orchestrator), maxRetriesPerRequest: null },
    concurrency: jobsAtOnce,
    settings: { backoffStrategy: waitAfter },
  },
)
worker.on('error', () => {})
await worker.waitUntilReady()
console.log('worker ready')
