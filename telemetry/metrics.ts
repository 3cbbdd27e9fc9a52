import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { driftKinds } from '../domain/drift.ts'
import { resources } from '../domain/resource.ts'
import { createTally } from './tally.ts'

export type Metrics = ReturnType<typeof createMetrics>

/** What this process counts; `docs/reference/metrics.md` says what each of it is good for. */
export function createMetrics() {
  const registry = new Registry()
  const tally = <const W extends Readonly<Record<string, readonly string[]>>>(
    name: string,
    help: string,
    words: W,
  ) => createTally(registry, { name: `vinculo_${name}_total`, help, words })

  return {
    registry,

    acks: tally('acks', 'Webhooks answered', { outcome: ackOutcomes }),
    ackSeconds: new Histogram({
      name: 'vinculo_ack_seconds',
      help: 'From the headers of a webhook to its answer',
      buckets: [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4],
      registers: [registry],
    }),
    belvoTurnedAway: tally('belvo_turned_away', "Calls from Belvo's addresses that got a 401", {}),

    wakeUps: tally('wake_ups', 'Wake-ups offered to Temporal', { outcome: ['taken', 'failed'] }),
    dispatches: tally('dispatches', 'Notices whose wake-up Temporal took', {
      lane: ['person', 'recurrent'],
    }),
    wakeUpsAtOnceMax: new Gauge({
      name: 'vinculo_relay_wake_ups_at_once_max',
      help: 'How many wake-ups the relay allows itself at once',
      registers: [registry],
    }),
    recurrentLinksOpenMax: new Gauge({
      name: 'vinculo_relay_recurrent_links_open_max',
      help: 'Of how many links the relay has recurrent notices told and not yet applied, at most',
      registers: [registry],
    }),
    stuck: tally('notices_stuck', 'Notices set aside, told in vain', {}),

    fetches: tally('fetches', 'Reads of a resource at Belvo', {
      resource: resources,
      outcome: fetchOutcomes,
    }),
    applied: tally('notices_applied', 'Notices settled by a read', { resource: resources }),
    drift: tally('drift', 'Places in answers that were not as documented', { kind: driftKinds }),
    mismatches: tally('link_mismatches', 'Redirects that claimed a link not their own', {}),
    silentLinks: tally('silent_links_woken', 'Links that reconciling looked after', {}),
    missedNotices: tally('missed_notices', 'Retrievals that no notice told of', {}),
    missedLinks: tally('missed_links', 'Links that no notice told of', {}),
    belvoRefusals: tally('belvo_refusals', 'Calls that Belvo refused for good', {}),
    activityFailures: tally('activity_failures', 'Attempts of activities that failed', {
      kind: ['belvo_unavailable', 'belvo_rate_limited', 'unexpected'],
    }),

    connections: tally('connections_begun', 'Connections begun, repeated requests left out', {}),
    widgetTokens: tally('widget_tokens', 'Widget tokens asked of Belvo', {
      outcome: ['issued', 'refused', 'away'],
    }),
    returns: tally('people_returned', 'People who came back from the widget', {}),
    requestsFailed: tally('requests_failed', 'Requests that failed unexpectedly', {}),
    choresFailed: tally('chores_failed', 'Housekeeping of the api that failed', {
      chore: ['partitions', 'refusals', 'relay', 'census', 'erasures', 'retention'],
    }),
  }
}

/** Adds what Node says of its process: processor time, memory, lag of the event loop. */
export function watchProcess({ registry }: Metrics): void {
  collectDefaultMetrics({ register: registry })
}

const ackOutcomes = [
  'archived',
  'duplicate',
  'parked',
  'ignored',
  'unauthorized',
  'too_large',
  'cut_off',
  'shed',
  'not_kept',
] as const
export type AckOutcome = (typeof ackOutcomes)[number]

const fetchOutcomes = [
  'applied',
  'unchanged',
  'needs_person',
  'quarantined',
  'refused',
  'short_answer',
] as const
export type FetchOutcome = (typeof fetchOutcomes)[number]
