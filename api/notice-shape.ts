import { z } from '@hono/zod-openapi'
import { noticeStates } from '../domain/notice-state.ts'
import type { NoticeView } from '../store/notices.ts'

export const NoticeStateName = z.enum(noticeStates)

const instant = z.iso.datetime().nullable()

export const Notice = z
  .strictObject({
    id: z.string(),
    state: NoticeStateName,
    stateReason: z.string().nullable(),
    next: z.string().meta({ description: 'What whoever is on call can do about it.' }),
    source: z.enum([
      'webhook',
      'redirect',
      'operator',
      'reconcile',
      'adopt',
      'hold',
      'second_look',
    ]),
    subject: z
      .enum(['LINK', 'EMPLOYMENTS', 'OWNERS'])
      .nullable()
      .meta({ description: 'What it asks us to read.' }),
    link: z.uuid().nullable(),
    webhookType: z.string().nullable(),
    webhookCode: z.string().nullable(),
    requestId: z.string().nullable().meta({ description: "Belvo's, to quote to their support." }),
    copies: z.int().meta({ description: 'How often it came.' }),
    receivedAt: z.iso.datetime(),
    waitedSeconds: z.int().meta({ description: 'Until it was settled, or until now.' }),
    dispatches: z.int().meta({ description: 'How often the workflow was woken for it.' }),
    dispatchAgainAt: instant,
    settledAt: instant,
    dismissal: z.strictObject({ actor: z.string(), reason: z.string() }).nullable(),
  })
  .openapi('Notice')

export function toNotice(notice: NoticeView, now: Date): z.infer<typeof Notice> {
  const { receivedAt, settledAt, dispatchAgainAt, dismissedBy, dismissedBecause } = notice
  const waitedMs = (settledAt ?? now).getTime() - receivedAt.getTime()
  return {
    id: notice.noticeId,
    state: notice.state,
    stateReason: notice.stateReason,
    next: whatNext(notice),
    source: notice.source,
    subject: notice.subject,
    link: notice.linkId,
    webhookType: notice.webhookType,
    webhookCode: notice.webhookCode,
    requestId: notice.requestId,
    copies: notice.copies,
    receivedAt: receivedAt.toISOString(),
    waitedSeconds: Math.max(0, Math.floor(waitedMs / 1000)),
    dispatches: notice.dispatches,
    dispatchAgainAt: notice.state === 'open' ? (dispatchAgainAt?.toISOString() ?? null) : null,
    settledAt: settledAt?.toISOString() ?? null,
    dismissal:
      dismissedBy && dismissedBecause ? { actor: dismissedBy, reason: dismissedBecause } : null,
  }
}

function whatNext({ noticeId, state, stateReason, linkId, dispatches }: NoticeView): string {
  const retry = `POST /v1/notices/${noticeId}/retry`
  const dismiss = `POST /v1/notices/${noticeId}/dismiss`
  switch (state) {
    case 'open':
      return dispatches === 0
        ? 'Nothing: it is told to the workflow as soon as Temporal takes it'
        : `Nothing: it is told again by itself; not to wait, ${retry}`
    case 'applied':
    case 'ignored':
      return 'Nothing: it is done'
    case 'parked':
      return linkId
        ? `Read the link again with POST /v1/links/${linkId}/retry, then ${dismiss}`
        : `Find out who sent it, then ${dismiss}`
    case 'quarantined':
      return `Tell the developers that ${stateReason} cannot be read; after their release ${retry}`
    case 'stuck':
      return stateReason === 'told_in_vain'
        ? `Look for the cause in the link's run and the worker's log, then ${retry}`
        : `Repair what Belvo answers with ${stateReason}, then ${retry}`
    case 'held':
      return 'Nothing: it is told to the workflow once the hold is lifted, or its link has a ground'
    default:
      return state satisfies never
  }
}
