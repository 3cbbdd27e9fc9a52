import { createRoute } from '@hono/zod-openapi'
import { placeHold, releaseLinkHold } from '../../store/holds.ts'
import { findLinkView } from '../../store/link-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { HoldShape, toHoldShape } from '../hold-shape.ts'
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
const answered = (description: string) => ({
  description,
  content: { 'application/json': { schema: HoldShape } },
})

const holdLink = createRoute({
  method: 'post',
  path: '/v1/links/{id}/hold',
  tags: ['verbs'],
  summary: 'Hold calls to Belvo about this link',
  description: 'As POST /v1/holds with its id.',
  request: { params: LinkParam, body: verbBody },
  responses: { 202: answered('Held'), ...problemResponses(...linkProblems) },
})

const releaseLink = createRoute({
  method: 'post',
  path: '/v1/links/{id}/release',
  tags: ['verbs'],
  summary: 'Lift the hold over this link',
  description: 'A hold over all links stays: see GET /v1/holds.',
  request: { params: LinkParam, body: verbBody },
  responses: { 202: answered('Lifted'), ...problemResponses(...linkProblems, 'hold-unknown') },
})

export function linkHoldRoutes({ db, relay, events }: ApiParts): Router {
  return createRouter()
    .openapi(holdLink, async (c) => {
      const { id: linkId } = c.req.valid('param')
      if (!(await findLinkView(db, linkId))) return problem(c, 'link-unknown', { link: linkId })
      const actor = c.var.apiKey.name
      const { reason } = c.req.valid('json')
      const { hold, isNew } = await placeHold(db, { linkId, cause: 'operator', actor, reason })
      if (isNew) events.holdPlaced({ holdId: hold.id, linkId, actor })
      return c.json(toHoldShape(hold), 202)
    })
    .openapi(releaseLink, async (c) => {
      const { id: linkId } = c.req.valid('param')
      if (!(await findLinkView(db, linkId))) return problem(c, 'link-unknown', { link: linkId })
      const actor = c.var.apiKey.name
      const { reason } = c.req.valid('json')
      const released = await releaseLinkHold(db, linkId, { actor, reason })
      if (!released) return problem(c, 'hold-unknown', { link: linkId })
      events.holdReleased({ holdId: released.id, linkId, actor })
      relay.nudge()
      return c.json(toHoldShape(released), 202)
    })
}
