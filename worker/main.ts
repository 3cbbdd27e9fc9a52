import os from 'node:os'
import { Client } from '@temporalio/client'
import { loadClientConnectConfig } from '@temporalio/envconfig'
import { NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { createActivities } from '../activities/create-activities.ts'
import { createBelvoClient } from '../belvo/client.ts'
import { configOrExit } from '../config/config-or-exit.ts'
import { applyTombstones } from '../store/apply-tombstones.ts'
import { createBelvoBudget } from '../store/belvo-budget.ts'
import { createBelvoWatch } from '../store/belvo-watch.ts'
import { openDatabase } from '../store/database.ts'
import { createEvents } from '../telemetry/events.ts'
import { createLogger } from '../telemetry/logger.ts'
import { createMetrics, watchProcess } from '../telemetry/metrics.ts'
import { openKeyring } from '../vault/keyring.ts'
import { openTombstones } from '../vault/tombstones.ts'
import { taskQueue } from '../workflows/messages.ts'
import { bundleWorkflows } from './bundle.ts'
import { createLinkRuns } from './link-runs.ts'
import { ensureSchedules } from './schedules.ts'
import { sdkLogger } from './sdk-logger.ts'
import { reserveSdkMetrics } from './sdk-metrics.ts'
import { serveWorker } from './serve.ts'

// On a machine that both share the door comes first: Belvo waits five seconds, a refresh for hours.
os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL)

const config = configOrExit(process.env)
const logger = createLogger({ name: 'worker', level: config.logLevel })
const metrics = createMetrics()
watchProcess(metrics)
const events = createEvents(logger, metrics)
const sdkMetrics = await reserveSdkMetrics()
Runtime.install({
  logger: sdkLogger(logger),
  shutdownSignals: ['SIGINT', 'SIGTERM'],
  telemetryOptions: { metrics: sdkMetrics.exporter },
})

const activitiesAtOnceMax = 40
const db = openDatabase(config.databaseUrl, activitiesAtOnceMax / 2)
const keyring = await openKeyring(config.keyringUrl, config.masterKeys)
const tombstones = openTombstones(config.keyringUrl)
events.peopleForgottenAgain(await applyTombstones(db, tombstones))
const belvo = createBelvoClient({
  apiUrl: config.belvo.apiUrl,
  secretId: config.belvo.secretId,
  secretPassword: config.belvo.secretPassword,
  budget: createBelvoBudget(db, config.belvo.requestsPer30Seconds),
  watch: createBelvoWatch(db, events.everythingHeld),
})

const temporal = loadClientConnectConfig()
const namespace = temporal.namespace ?? 'default'
const connection = await NativeConnection.connect(temporal.connectionOptions)
const client = new Client({ connection, namespace })
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  workflowBundle: await bundleWorkflows(),
  activities: createActivities({
    db,
    belvo,
    keyring,
    tombstones,
    runs: createLinkRuns(client),
    backupDays: config.backupDays,
    events,
    timing: config.timing,
    retention: config.retention,
    now: () => new Date(),
    institutions: config.belvo.institutions,
  }),
  // Links sleep for days: the cache serves the minute of a refresh, so it stays small.
  maxCachedWorkflows: config.worker.cachedWorkflowsMax,
  // A worker of the release before cannot replay what a patch wrote, so that a new one starts dark.
  patchActivationCallback: ({ patchId }) => !config.worker.darkPatches.includes(patchId),
  maxConcurrentActivityTaskExecutions: activitiesAtOnceMax,
  workflowTaskPollerBehavior: { type: 'autoscaling', initial: 2, maximum: 20 },
  activityTaskPollerBehavior: { type: 'autoscaling', initial: 2, maximum: 20 },
  // A killed worker's links wait this long for it before another worker takes them.
  stickyQueueScheduleToStartTimeout: '2s',
  shutdownGraceTime: '10s',
})

const { reconcileEveryMs, dayMs } = config.timing
await ensureSchedules(client, { silentMs: reconcileEveryMs, allMs: dayMs, retentionMs: dayMs })

const served = await serveWorker(config.worker, {
  isPolling: () => worker.getState() === 'RUNNING',
  scrape: async () => (await metrics.registry.metrics()) + (await sdkMetrics.scrape()),
})
events.workerReady({ url: served.url })
await worker.run()
await served.close()
await connection.close()
await db.destroy()
await keyring.close()
await tombstones.close()
