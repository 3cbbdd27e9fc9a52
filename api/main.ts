import { loadClientConnectConfig } from '@temporalio/envconfig'
import { createBelvoClient } from '../belvo/client.ts'
import { configOrExit } from '../config/config-or-exit.ts'
import type { OldestDue } from '../domain/retention.ts'
import { applyTombstones } from '../store/apply-tombstones.ts'
import { createBelvoBudget } from '../store/belvo-budget.ts'
import { createBelvoWatch } from '../store/belvo-watch.ts'
import { takeCensus } from '../store/census.ts'
import { openDatabase } from '../store/database.ts'
import { findOldestDue } from '../store/due-records.ts'
import { ensureInboxPartitions } from '../store/inbox-partitions.ts'
import { KeyUses } from '../store/key-uses.ts'
import { Refusals } from '../store/refusals.ts'
import { createCensusGauges } from '../telemetry/census-gauges.ts'
import { createEvents } from '../telemetry/events.ts'
import { createLogger } from '../telemetry/logger.ts'
import { createMetrics, watchProcess } from '../telemetry/metrics.ts'
import { openKeyring } from '../vault/keyring.ts'
import { openTombstones } from '../vault/tombstones.ts'
import { createApp } from './app.ts'
import { every } from './every.ts'
import { createOrchestrator } from './orchestrator.ts'
import { startRelay } from './relay/relay.ts'
import { createSignaller } from './relay/signaller.ts'
import { startErasures } from './relay/start-erasures.ts'
import { Room } from './room.ts'
import { serve } from './serve.ts'

const config = configOrExit(process.env)
const metrics = createMetrics()
watchProcess(metrics)
const events = createEvents(createLogger({ name: 'api', level: config.logLevel }), metrics)
const now = () => new Date()

const connectionsMax = 20
const db = openDatabase(config.databaseUrl, connectionsMax)
const keyring = await openKeyring(config.keyringUrl, config.masterKeys)
const tombstones = openTombstones(config.keyringUrl)
events.peopleForgottenAgain(await applyTombstones(db, tombstones))
await ensureInboxPartitions(db, now())

const { connectionOptions, namespace = 'default' } = loadClientConnectConfig()
const temporal = { connection: connectionOptions, namespace, publicUrl: config.publicUrl }
const signaller = createSignaller(temporal)
const orchestrator = createOrchestrator({ ...temporal, events })
// What comes within half a second of a flood: beyond it an answer would come late.
const room = new Room(1_000)
// Even 500 a second leave fewer waiting while PostgreSQL has time for them.
const crowd = 4
const relay = startRelay({
  db,
  signaller,
  events,
  pollMs: config.timing.relayPollMs,
  twinWindowMs: config.timing.twinWindowMs,
  lostAfterMs: config.timing.lostWakeUpAfterMs,
  isDoorCrowded: () => room.taken > crowd,
})

const refusals = new Refusals(db)
const keyUses = new KeyUses(db)
let oldestDue: readonly OldestDue[] = []
const lookUpOldestDue = async () => {
  const terms = { days: config.retention, dayMs: config.timing.dayMs, at: now() }
  oldestDue = await findOldestDue(db, terms)
}
const chores = [
  every(
    config.timing.relayPollMs,
    () => startErasures(db, signaller, config.timing.lostWakeUpAfterMs),
    events.erasuresNotStarted,
  ),
  every(1_000, () => refusals.write(), events.refusalsNotWritten),
  every(5_000, () => keyUses.write(), events.keyUsesNotWritten),
  every(60_000, lookUpOldestDue, events.retentionNotLookedUp),
  every(6 * 3_600_000, () => ensureInboxPartitions(db, now()), events.partitionsNotMade),
]

const { apiUrl, secretId, secretPassword, requestsPer30Seconds } = config.belvo
const budget = createBelvoBudget(db, requestsPer30Seconds)
const watch = createBelvoWatch(db, events.everythingHeld)
const census = createCensusGauges(metrics, {
  census: () => takeCensus(db),
  belvoRequestsLeft: budget.left,
  oldestDue: () => oldestDue,
  failed: events.censusFailed,
})
const app = createApp({
  db,
  keyring,
  tombstones,
  belvo: createBelvoClient({ apiUrl, secretId, secretPassword, budget, watch }),
  refusals,
  keyUses,
  relay,
  room,
  orchestrator,
  events,
  scrape: async () => {
    await census.update()
    return await metrics.registry.metrics()
  },
  now,
  settings: {
    publicUrl: config.publicUrl,
    keys: config.api.keys,
    returnUrlPrefixes: config.api.returnUrlPrefixes,
    connectableDays: config.api.connectableDays,
    dayMs: config.timing.dayMs,
    widgetUrl: config.belvo.widgetUrl,
    institutions: config.belvo.institutions,
    webhookAuthorizations: config.belvo.webhookAuthorizations,
    webhookSources: config.belvo.sourceAddresses,
    sourceAddressHeader: config.api.sourceAddressHeader,
    branding: config.belvo.branding,
    temporalUi: config.temporalUiUrl ? { url: config.temporalUiUrl, namespace } : null,
  },
})
const served = await serve(app, config.api)
events.apiReady({ url: served.url })

// In reverse: what was answered is still carried to Temporal, what is left stays in the inbox.
// The listeners stay, because a Ctrl-C reaches us twice, from the terminal and from npm.
await new Promise((told) => process.on('SIGTERM', told).on('SIGINT', told))
await served.close()
await relay.stop()
await Promise.all([signaller.close(), orchestrator.end(), ...chores.map((chore) => chore.stop())])
await refusals.write().catch(events.refusalsNotWritten)
await keyUses.write().catch(events.keyUsesNotWritten)
await Promise.all([db.destroy(), keyring.close(), tombstones.close()])
