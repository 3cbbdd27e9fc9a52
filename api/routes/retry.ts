import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import { recordRetry } from '../../store/retries.ts'
import type { ApiParts } from '../api-parts.ts'
import { LinkParam } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { verbBody } from '../verb-request.ts'

const Retrying = z
  .strictObject({
    outcome: z.enum(['recorded', 'repeated']),
    notices: z.array(z.string()).meta({ description: 'What to look for in the timeline.' }),
  })
  .openapi('Retrying')

const route = createRoute({
  method: 'post',
  path: '/v1/links/{id}/retry',
  tags: ['verbs'],
  summary: 'Read the link and its data again from Belvo',
  description:
    'Written down like a notice: it works with Temporal away and is done once it is back.',
  request: {
    params: LinkParam,
    headers: z.object({
      'idempotency-key': z.string().min(1).max(255).optional().meta({
        description: 'The same key on the same day asks only once.',
      }),
    }),
    body: verbBody,
  },
  responses: {
    202: { description: 'Written down', content: { 'application/json': { schema: Retrying } } },
    ...problemResponses(
      'malformed-request',
      'unauthenticated',
      'scope-missing',
      'link-unknown',
      'link-ended',
    ),
  },
})

export function retryRoutes({ db, relay, events, now }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id: linkId } = c.req.valid('param')
    const { reason } = c.req.valid('json')
    const actor = c.var.apiKey.name
    const occasion = `${actor}/${c.req.valid('header')['idempotency-key'] ?? randomUUID()}`
    const outcome = await recordRetry(db, { linkId, actor, reason, at: now(), occasion })
    events.verbAsked({ verb: 'retry', linkId, actor, outcome: outcome.kind })
    switch (outcome.kind) {
      case 'recorded':
      case 'repeated':
        relay.nudge()
        return c.json({ outcome: outcome.kind, notices: [...outcome.noticeIds] }, 202)
      case 'link_unknown':
        return problem(c, 'link-unknown', { link: linkId })
      case 'link_disconnected':
        return problem(c, 'link-ended', { link: linkId })
      default:
        return outcome satisfies never
    }
  })
}
