import { createRoute, z } from '@hono/zod-openapi'
import { listHolds, placeHold, releaseHold } from '../../store/holds.ts'
import { findLinkView } from '../../store/link-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { HoldShape, toHoldShape } from '../hold-shape.ts'
import { LinkIdText } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { VerbRequest, verbBody } from '../verb-request.ts'

const Holds = z.strictObject({ items: z.array(HoldShape) }).openapi('Holds')
const HoldRequest = VerbRequest.extend({ linkId: LinkIdText.optional() }).openapi('HoldRequest')

const keyProblems = ['malformed-request', 'unauthenticated', 'scope-missing'] as const
const answered = (description: string) => ({
  description,
  content: { 'application/json': { schema: HoldShape } },
})

const place = createRoute({
  method: 'post',
  path: '/v1/holds',
  tags: ['desk'],
  summary: 'Hold calls to Belvo: about one link, or all',
  description: 'Notices go on being kept. Without `linkId` everything is held.',
  request: {
    body: { required: true, content: { 'application/json': { schema: HoldRequest } } },
  },
  responses: {
    200: answered('It is held by an operator already'),
    201: answered('Held'),
    ...problemResponses(...keyProblems, 'link-unknown'),
  },
})

const list = createRoute({
  method: 'get',
  path: '/v1/holds',
  tags: ['desk'],
  summary: 'The holds in force, the oldest first',
  responses: {
    200: { description: 'The holds', content: { 'application/json': { schema: Holds } } },
    ...problemResponses('unauthenticated', 'scope-missing'),
  },
})

const release = createRoute({
  method: 'post',
  path: '/v1/holds/{id}/release',
  tags: ['desk'],
  summary: 'Lift a hold',
  description: 'What waited is told again at once, as far as no other hold is over it.',
  request: { params: z.object({ id: z.uuid() }), body: verbBody },
  responses: {
    200: answered('Lifted, now or before'),
    ...problemResponses(...keyProblems, 'hold-unknown'),
  },
})

export function holdsRoutes({ db, relay, events }: ApiParts): Router {
  return createRouter()
    .openapi(place, async (c) => {
      const { linkId = null, reason } = c.req.valid('json')
      if (linkId && !(await findLinkView(db, linkId))) {
        return problem(c, 'link-unknown', { link: linkId })
      }
      const actor = c.var.apiKey.name
      const { hold, isNew } = await placeHold(db, { linkId, cause: 'operator', actor, reason })
      if (isNew) events.holdPlaced({ holdId: hold.id, linkId, actor })
      return c.json(toHoldShape(hold), isNew ? 201 : 200)
    })
    .openapi(list, async (c) => c.json({ items: (await listHolds(db)).map(toHoldShape) }, 200))
    .openapi(release, async (c) => {
      const actor = c.var.apiKey.name
      const { reason } = c.req.valid('json')
      const released = await releaseHold(db, c.req.valid('param').id, { actor, reason })
      if (!released) return problem(c, 'hold-unknown')
      const { hold, isNew } = released
      if (isNew) events.holdReleased({ holdId: hold.id, linkId: hold.linkId, actor })
      relay.nudge()
      return c.json(toHoldShape(hold), 200)
    })
}
