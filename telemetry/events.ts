import type { Drift } from '../domain/drift.ts'
import type { Lane } from '../domain/notice.ts'
import type { Resource } from '../domain/resource.ts'
import type { Logger } from './logger.ts'
import type { AckOutcome, FetchOutcome, Metrics } from './metrics.ts'

export type Events = ReturnType<typeof createEvents>

/** One function per business event, so that what is counted and what is said stay one thing. */
export function createEvents(logger: Logger, metrics: Metrics) {
  return {
    noticeReceived: (notice: {
      outcome: string
      inboxId: string
      linkId: string | null
      webhookType: string | null
      webhookCode: string | null
    }) => logger.info('notice received', notice),

    webhookAnswered: (ack: { outcome: AckOutcome; seconds: number }) => {
      metrics.acks.add({ outcome: ack.outcome })
      metrics.ackSeconds.observe(ack.seconds)
      logger.debug('webhook answered', ack)
    },

    webhookRefused: (refusal: { reason: string; sourceAddress: string | null }) =>
      logger.warn('webhook refused', refusal),

    belvoTurnedAway: (refusal: { reason: string; sourceAddress: string }) => {
      metrics.belvoTurnedAway.add({})
      logger.error("a call from one of Belvo's addresses was refused", refusal)
    },

    noticeNotKept: (thrown: unknown) =>
      logger.error('notice not kept, Belvo will repeat it', {}, thrown),

    apiReady: (at: { url: string }) => logger.info('api ready', at),

    partitionsNotMade: (thrown: unknown) => {
      metrics.choresFailed.add({ chore: 'partitions' })
      logger.error("inbox partitions not made, next month's notices need them", {}, thrown)
    },

    keyUsesNotWritten: (thrown: unknown) => {
      logger.warn('when API keys were used was not written', {}, thrown)
    },

    refusalsNotWritten: (thrown: unknown) => {
      metrics.choresFailed.add({ chore: 'refusals' })
      logger.warn('refusals not written', {}, thrown)
    },

    verbAsked: (verb: { verb: string; linkId: string; actor: string; outcome: string }) =>
      logger.info('verb asked', verb),

    noticeDecided: (decision: { verb: string; noticeId: string; actor: string; outcome: string }) =>
      logger.info('notice decided', decision),

    noticesRetried: (retry: { actor: string; notices: number; links: number }) =>
      logger.info('notices to be told again', retry),

    orchestratorAway: (ask: { linkId: string; isServing: boolean }, thrown: unknown) =>
      logger.warn('verb not taken in time', ask, thrown),

    wakeUpSent: (wakeUp: { linkId: string; lane: Lane; notices: number }) => {
      metrics.wakeUps.add({ outcome: 'taken' })
      metrics.dispatches.add({ lane: wakeUp.lane }, wakeUp.notices)
      logger.info('wake-up sent', wakeUp)
    },

    wakeUpFailed: (wakeUp: { linkId: string; notices: number }, thrown: unknown) => {
      metrics.wakeUps.add({ outcome: 'failed' })
      logger.warn('wake-up not taken, it stays in the inbox', wakeUp, thrown)
    },

    relayPaced: (pace: { wakeUpsAtOnceMax: number; recurrentLinksOpenMax: number }) => {
      metrics.wakeUpsAtOnceMax.set(pace.wakeUpsAtOnceMax)
      metrics.recurrentLinksOpenMax.set(pace.recurrentLinksOpenMax)
      logger.debug('relay paced', pace)
    },

    noticesStuck: (stuck: { linkId: string; notices: number }) => {
      metrics.stuck.add({}, stuck.notices)
      logger.error('notices told again and again in vain, somebody must look', stuck)
    },

    linkRead: (link: { linkId: string; status: string; reason: string | null }) =>
      logger.info('link read at Belvo', link),

    linkMismatch: (claim: { linkId: string; connectionId: string }) => {
      metrics.mismatches.add({})
      logger.error('a redirect claimed a link that is not its own, nothing was bound', claim)
    },

    linkDisconnected: (link: { linkId: string; actor: string }) =>
      logger.info('link disconnected', link),

    erasureRequested: (erasure: { erasureId: string; actor: string }) =>
      logger.info('erasure requested', erasure),

    erasureReceiptIssued: (erasure: { erasureId: string; links: number }) =>
      logger.info('forgotten, and the receipt issued', erasure),

    peopleForgottenAgain: (cameBack: number) => {
      if (cameBack > 0) logger.warn('a backup brought people back, forgotten again', { cameBack })
    },

    erasuresNotStarted: (thrown: unknown) => {
      metrics.choresFailed.add({ chore: 'erasures' })
      logger.error('erasures not handed to Temporal, they will be again', {}, thrown)
    },

    noticesApplied: (read: {
      linkId: string
      resource: Resource
      outcome: FetchOutcome
      notices: number
      records: number
    }) => {
      metrics.fetches.add({ resource: read.resource, outcome: read.outcome })
      metrics.applied.add({ resource: read.resource }, read.notices)
      logger.info('notices applied', read)
    },

    answerDrifted: ({ linkId, drift }: { linkId: string; drift: readonly Drift[] }) => {
      if (drift.length === 0) return
      for (const { kind } of drift) metrics.drift.add({ kind })
      const places = drift.map(({ kind, path, shape }) => `${kind} ${path} (${shape})`).join(', ')
      logger.info('Belvo answers not as documented', { linkId, places })
    },

    fetchSetBack: (setback: {
      linkId: string
      resource: Resource
      outcome: FetchOutcome
      code: string
    }) => {
      metrics.fetches.add({ resource: setback.resource, outcome: setback.outcome })
      logger.warn('nothing applied, the last good state stays', setback)
    },

    silenceNoted: (overdue: { refreshes: number; salaries: number }) =>
      logger.info('refreshes or salaries overdue', overdue),

    silentLinksWoken: (silence: { links: number }) => {
      metrics.silentLinks.add({}, silence.links)
      logger.info('silent links woken', silence)
    },

    groundlessLinksWoken: (groundless: { links: number }) => {
      logger.info('links whose legal ground has ended are disconnected', groundless)
    },

    pastDaysDeleted: (deleted: Readonly<Record<string, number>>) => {
      const isAny = Object.values(deleted).some((records) => records > 0)
      if (isAny) logger.info('what was past its days is deleted', deleted)
    },

    unmetLinksFound: (unmet: { links: number }) => {
      metrics.missedLinks.add({}, unmet.links)
      logger.warn('links found that no notice told of', unmet)
    },

    noticesMissed: (missed: { linkId: string; resources: number }) => {
      metrics.missedNotices.add({}, missed.resources)
      logger.warn('Belvo retrieved and no notice came', missed)
    },

    everythingHeld: (hold: { cause: string }) =>
      logger.error('nothing is asked of Belvo any more, everything is held', hold),

    ownHoldsLifted: (lifted: { holds: number }) =>
      logger.info('Belvo answers us again, everything goes on', lifted),

    holdPlaced: (hold: { holdId: string; linkId: string | null; actor: string }) =>
      logger.warn('calls to Belvo held', hold),

    holdReleased: (hold: { holdId: string; linkId: string | null; actor: string }) =>
      logger.warn('calls to Belvo released', hold),

    belvoRefused: (refusal: { linkId: string | null; what: string; code: string }) => {
      metrics.belvoRefusals.add({})
      logger.error('refused by Belvo', refusal)
    },

    belvoUnavailable: (
      failure: { activity: string; attempt: number; code: string },
      thrown: unknown,
    ) => {
      metrics.activityFailures.add({ kind: 'belvo_unavailable' })
      logger.warn('Belvo unavailable, to be tried again', failure, thrown)
    },

    belvoRateLimited: (failure: { activity: string; attempt: number; retryAfterMs: number }) => {
      metrics.activityFailures.add({ kind: 'belvo_rate_limited' })
      logger.warn('no room in the budget of requests to Belvo, to be tried again', failure)
    },

    activityFailed: (failure: { activity: string; attempt: number }, thrown: unknown) => {
      metrics.activityFailures.add({ kind: 'unexpected' })
      logger.error('activity failed, to be tried again', failure, thrown)
    },

    workerReady: (at: { url: string }) => logger.info('worker ready', at),

    relayFailed: (thrown: unknown) => {
      metrics.choresFailed.add({ chore: 'relay' })
      logger.error('relay could not read the inbox, it will try again', {}, thrown)
    },

    censusFailed: (thrown: unknown) => {
      metrics.choresFailed.add({ chore: 'census' })
      logger.warn('links and notices not counted for this scrape', {}, thrown)
    },

    retentionNotLookedUp: (thrown: unknown) => {
      metrics.choresFailed.add({ chore: 'retention' })
      logger.warn('not looked up what is kept past its days', {}, thrown)
    },

    connectionBegun: (connection: { connectionId: string; repeated: boolean }) => {
      if (!connection.repeated) metrics.connections.add({})
      logger.info('connection begun', connection)
    },

    widgetOpened: (connection: { connectionId: string }) => {
      metrics.widgetTokens.add({ outcome: 'issued' })
      logger.info('widget opened', connection)
    },

    widgetRefused: (refusal: { connectionId: string; code: string; requestId: string | null }) => {
      metrics.widgetTokens.add({ outcome: 'refused' })
      logger.error('widget token refused by Belvo', refusal)
    },

    widgetAway: (connection: { connectionId: string }, thrown: unknown) => {
      metrics.widgetTokens.add({ outcome: 'away' })
      logger.warn('widget token not to be had now', connection, thrown)
    },

    personReturned: (back: { connectionId: string; outcome: string; linkId: string | null }) => {
      metrics.returns.add({})
      logger.info('person came back from the widget', back)
    },

    requestFailed: (request: { trace: string; method: string; route: string }, thrown: unknown) => {
      metrics.requestsFailed.add({})
      logger.error('request failed', request, thrown)
    },
  }
}
