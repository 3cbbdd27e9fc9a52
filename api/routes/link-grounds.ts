import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { recordGround, withdrawGrounds } from '../../store/ground-verbs.ts'
import { listLegalGrounds } from '../../store/legal-grounds.ts'
import { findLinkView } from '../../store/link-views.ts'
import type { ApiParts } from '../api-parts.ts'
import {
  LegalGround,
  RecordedGroundShape,
  toGround,
  toRecordedGround,
} from '../legal-ground-shape.ts'
import { LinkParam } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { verbBody } from '../verb-request.ts'

const linkProblems = [
  'malformed-request',
  'unauthenticated',
  'scope-missing',
  'link-unknown',
] as const

export const Grounds = z.strictObject({ items: z.array(RecordedGroundShape) }).openapi('Grounds')

const list = createRoute({
  method: 'get',
  path: '/v1/links/{id}/grounds',
  tags: ['grounds'],
  summary: 'Why this person’s data is held: every ground, in the order of recording',
  description: 'Those given with its connection, and those recorded for the link itself.',
  request: { params: LinkParam },
  responses: {
    200: { description: 'The grounds', content: { 'application/json': { schema: Grounds } } },
    ...problemResponses(...linkProblems),
  },
})

const Recorded = z.strictObject({ link: z.uuid() }).openapi('GroundRecorded')

const record = createRoute({
  method: 'post',
  path: '/v1/links/{id}/grounds',
  tags: ['grounds'],
  summary: 'Record why this person’s data may be held',
  description: 'A link that had no ground, or none any more, is read at once.',
  request: {
    params: LinkParam,
    body: { required: true, content: { 'application/json': { schema: LegalGround } } },
  },
  responses: {
    201: { description: 'Recorded', content: { 'application/json': { schema: Recorded } } },
    ...problemResponses(...linkProblems),
  },
})

const Withdrawn = z
  .strictObject({ outcome: z.enum(['withdrawn', 'withdrawn_before']) })
  .openapi('GroundsWithdrawn')

const withdraw = createRoute({
  method: 'post',
  path: '/v1/links/{id}/grounds/withdraw',
  tags: ['grounds'],
  summary: 'Withdraw every ground of this link',
  description:
    'From this answer on its data is closed. The link is disconnected at Belvo by itself, also when Temporal or Belvo is away at this moment. Final for the link: the person can only be connected anew.',
  request: { params: LinkParam, body: verbBody },
  responses: {
    202: { description: 'Withdrawn', content: { 'application/json': { schema: Withdrawn } } },
    ...problemResponses(...linkProblems, 'ground-missing'),
  },
})

export function linkGroundsRoutes({ db, relay, events, now, settings }: ApiParts): Router {
  const { dayMs } = settings
  return createRouter()
    .openapi(list, async (c) => {
      const { id } = c.req.valid('param')
      if (!(await findLinkView(db, id))) return problem(c, 'link-unknown', { link: id })
      const grounds = await listLegalGrounds(db, id)
      return c.json({ items: grounds.map(toRecordedGround) }, 200)
    })
    .openapi(record, async (c) => {
      const { id: linkId } = c.req.valid('param')
      const order = { linkId, actor: c.var.apiKey.name, at: now(), occasion: randomUUID(), dayMs }
      const outcome = await recordGround(db, { ...order, ground: toGround(c.req.valid('json')) })
      events.verbAsked({ verb: 'record_ground', linkId, actor: order.actor, outcome })
      if (outcome === 'link_unknown') return problem(c, 'link-unknown', { link: linkId })
      relay.nudge()
      return c.json({ link: linkId }, 201)
    })
    .openapi(withdraw, async (c) => {
      const { id: linkId } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const order = { linkId, actor: c.var.apiKey.name, at: now(), occasion: randomUUID(), dayMs }
      const { kind } = await withdrawGrounds(db, { ...order, reason })
      events.verbAsked({ verb: 'withdraw_ground', linkId, actor: order.actor, outcome: kind })
      switch (kind) {
        case 'withdrawn':
        case 'withdrawn_before':
          relay.nudge()
          return c.json({ outcome: kind }, 202)
        case 'ground_missing':
          return problem(c, 'ground-missing', { link: linkId })
        case 'link_unknown':
          return problem(c, 'link-unknown', { link: linkId })
        default:
          return kind satisfies never
      }
    })
}
