import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { retriableStates } from '../../domain/notice-state.ts'
import type { NoticeOutcome } from '../../store/notice-verbs.ts'
import { dismissNotice, retryNotice, retryNotices } from '../../store/notice-verbs.ts'
import type { NoticeFilter } from '../../store/notices.ts'
import { countReopenable } from '../../store/reopened-notices.ts'
import type { ApiParts } from '../api-parts.ts'
import { NoticeParam, WebhookType } from '../notice-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { VerbRequest, verbBody } from '../verb-request.ts'

const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .optional()
  .openapi({ type: 'string', format: 'date-time' })

const Decided = z
  .strictObject({ notice: z.string(), link: z.uuid().nullable() })
  .openapi('NoticeDecided')

const BulkRetry = VerbRequest.extend({
  state: z.enum(retriableStates),
  webhookType: WebhookType.optional(),
  receivedAfter: instant,
  receivedBefore: instant,
  dryRun: z.boolean().default(false).meta({ description: 'Only count: nothing is changed.' }),
}).openapi('BulkRetryRequest')

const BulkRetried = z
  .strictObject({ dryRun: z.boolean(), notices: z.int(), links: z.int() })
  .openapi('BulkRetried')

const keyProblems = ['malformed-request', 'unauthenticated', 'scope-missing'] as const
const oneProblems = [...keyProblems, 'notice-unknown', 'notice-not-waiting'] as const

const decided = (description: string) => ({
  description,
  content: { 'application/json': { schema: Decided } },
})

const retryOne = createRoute({
  method: 'post',
  path: '/v1/notices/{id}/retry',
  tags: ['desk'],
  summary: 'Have a notice told again, at once',
  description: 'Of notices that are open, stuck or quarantined.',
  request: { params: NoticeParam, body: verbBody },
  responses: {
    202: decided('Open again'),
    ...problemResponses(...oneProblems, 'notice-not-understood', 'link-ended'),
  },
})

const dismissOne = createRoute({
  method: 'post',
  path: '/v1/notices/{id}/dismiss',
  tags: ['desk'],
  summary: 'Put a notice away for good',
  description: 'Of notices that are stuck, quarantined or parked. Nothing is read for it.',
  request: { params: NoticeParam, body: verbBody },
  responses: { 202: decided('Put away'), ...problemResponses(...oneProblems) },
})

const retryMany = createRoute({
  method: 'post',
  path: '/v1/notices/retry',
  tags: ['desk'],
  summary: 'Have all notices told again that fit a filter',
  description:
    'Links that we disconnected or that are not ours are left out. Recurrent notices go on at the pace of their lane.',
  request: { body: { required: true, content: { 'application/json': { schema: BulkRetry } } } },
  responses: {
    202: { description: 'How many', content: { 'application/json': { schema: BulkRetried } } },
    ...problemResponses(...keyProblems),
  },
})

export function noticeVerbRoutes({ db, relay, events }: ApiParts): Router {
  return createRouter()
    .openapi(retryOne, async (c) => {
      const { id } = c.req.valid('param')
      const by = { actor: c.var.apiKey.name, reason: c.req.valid('json').reason }
      const outcome = await retryNotice(db, id, by)
      events.noticeDecided({ verb: 'retry', noticeId: id, actor: by.actor, outcome: outcome.kind })
      if (outcome.kind !== 'done') return answerUndone(c, id, outcome)
      relay.nudge()
      return c.json({ notice: id, link: outcome.linkId }, 202)
    })
    .openapi(dismissOne, async (c) => {
      const { id } = c.req.valid('param')
      const by = { actor: c.var.apiKey.name, reason: c.req.valid('json').reason }
      const outcome = await dismissNotice(db, id, by)
      const { kind } = outcome
      events.noticeDecided({ verb: 'dismiss', noticeId: id, actor: by.actor, outcome: kind })
      if (outcome.kind !== 'done') return answerUndone(c, id, outcome)
      return c.json({ notice: id, link: outcome.linkId }, 202)
    })
    .openapi(retryMany, async (c) => {
      const { reason, dryRun, state, ...which } = c.req.valid('json')
      const filter: NoticeFilter = { states: [state], ...which }
      if (dryRun) return c.json({ dryRun, ...(await countReopenable(db, filter)) }, 202)
      const actor = c.var.apiKey.name
      const reopened = await retryNotices(db, filter, { actor, reason })
      const notices = reopened.reduce((sum, of) => sum + of.notices.length, 0)
      events.noticesRetried({ actor, notices, links: reopened.length })
      relay.nudge()
      return c.json({ dryRun, notices, links: reopened.length }, 202)
    })
}

type Undone = Exclude<NoticeOutcome, { kind: 'done' }>

function answerUndone(c: Context, id: string, outcome: Undone) {
  const { kind } = outcome
  switch (kind) {
    case 'notice_unknown':
      return problem(c, 'notice-unknown')
    case 'not_waiting':
      return problem(c, 'notice-not-waiting', { detail: `The notice ${id} is ${outcome.state}` })
    case 'not_understood': {
      const verbs = [
        ...(outcome.linkId ? [`POST /v1/links/${outcome.linkId}/retry`] : []),
        `POST /v1/notices/${id}/dismiss`,
      ]
      return problem(c, 'notice-not-understood', { verbs })
    }
    case 'link_ended':
      return problem(c, 'link-ended', { link: outcome.linkId })
    default:
      return kind satisfies never
  }
}
