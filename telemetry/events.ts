import type { Logger } from './logger.ts'

export type Events = ReturnType<typeof createEvents>

/** One function per business event, so that what is counted and what is said stay one thing. */
export function createEvents(logger: Logger) {
  return {
    noticeReceived: (notice: {
      outcome: string
      inboxId: string
      linkId: string | null
      webhookType: string | null
      webhookCode: string | null
    }) => logger.info('notice received', notice),

    webhookRefused: (refusal: { reason: string; sourceAddress: string | null }) =>
      logger.warn('webhook refused', refusal),

    noticeNotKept: (thrown: unknown) =>
      logger.error('notice not kept, Belvo will repeat it', {}, thrown),

    apiReady: (at: { url: string }) => logger.info('api ready', at),

    partitionsNotMade: (thrown: unknown) =>
      logger.error("inbox partitions not made, next month's notices need them", {}, thrown),

    refusalsNotWritten: (thrown: unknown) => logger.warn('refusals not written', {}, thrown),

    verbAsked: (verb: { verb: string; linkId: string; actor: string; outcome: string }) =>
      logger.info('verb asked', verb),

    orchestratorAway: (ask: { linkId: string; isServing: boolean }, thrown: unknown) =>
      logger.warn('verb not taken in time', ask, thrown),

    wakeUpSent: (wakeUp: { linkId: string; lane: string; notices: number }) =>
      logger.info('wake-up sent', wakeUp),

    wakeUpFailed: (wakeUp: { linkId: string; notices: number }, thrown: unknown) =>
      logger.warn('wake-up not taken, it stays in the inbox', wakeUp, thrown),

    noticesStuck: (stuck: { linkId: string; notices: number }) =>
      logger.error('notices told again and again in vain, somebody must look', stuck),

    linkRead: (link: { linkId: string; status: string; reason: string | null }) =>
      logger.info('link read at Belvo', link),

    linkMismatch: (claim: { linkId: string; connectionId: string }) =>
      logger.error('a redirect claimed a link that is not its own, nothing was bound', claim),

    linkDisconnected: (link: { linkId: string; actor: string }) =>
    noticeDecided: (decision: { verb: string; noticeId: string; actor: string; outcome: string }) =>
      logger.info('notice decided', decision),

    noticesRetried: (retry: { actor: string; notices: number; links: number }) =>
      logger.info('notices to be told again', retry),

      logger.info('link disconnected', link),

    noticesApplied: (read: {
      linkId: string
      resource: string
      outcome: string
      notices: number
      records: number
    }) => logger.info('notices applied', read),

    fetchSetBack: (setback: { linkId: string; resource: string; outcome: string; code: string }) =>
      logger.warn('nothing applied, the last good state stays', setback),

    silentLinksWoken: (silence: { links: number }) => logger.info('silent links woken', silence),

    unmetLinksFound: (unmet: { links: number }) =>
      logger.warn('links found that no notice told of', unmet),

    noticesMissed: (missed: { linkId: string; resources: number }) =>
      logger.warn('Belvo retrieved and no notice came', missed),

    belvoRefused: (refusal: { linkId: string | null; what: string; code: string }) =>
      logger.error('refused by Belvo', refusal),

    belvoUnavailable: (
      failure: { activity: string; attempt: number; code: string },
      thrown: unknown,
    ) => logger.warn('Belvo unavailable, to be tried again', failure, thrown),

    activityFailed: (failure: { activity: string; attempt: number }, thrown: unknown) =>
      logger.error('activity failed, to be tried again', failure, thrown),

    workerReady: () => logger.info('worker ready'),

    relayFailed: (thrown: unknown) =>
      logger.error('relay could not read the inbox, it will try again', {}, thrown),

    connectionBegun: (connection: { connectionId: string; repeated: boolean }) =>
      logger.info('connection begun', connection),

    widgetOpened: (connection: { connectionId: string }) =>
      logger.info('widget opened', connection),

    widgetRefused: (refusal: { connectionId: string; code: string; requestId: string | null }) =>
      logger.error('widget token refused by Belvo', refusal),

    widgetAway: (connection: { connectionId: string }, thrown: unknown) =>
      logger.warn('widget token not to be had now', connection, thrown),

    personReturned: (back: { connectionId: string; outcome: string; linkId: string | null }) =>
      logger.info('person came back from the widget', back),

    requestFailed: (request: { trace: string; method: string; route: string }, thrown: unknown) =>
      logger.error('request failed', request, thrown),
  }
}
