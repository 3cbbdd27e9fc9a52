import { createRoute, z } from '@hono/zod-openapi'
import { releaseIdentity } from '../../store/identity.ts'
import type { ApiParts } from '../api-parts.ts'
import { LinkParam } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { verbBody } from '../verb-request.ts'

const Released = z
  .strictObject({ outcome: z.enum(['released', 'released_before']) })
  .openapi('IdentityReleased')

const route = createRoute({
  method: 'post',
  path: '/v1/links/{id}/identity/release',
  tags: ['verbs'],
  summary: 'Open the data of a link whose person is another one than expected',
  description: 'From then on the document that was read last is the one to compare with.',
  request: { params: LinkParam, body: verbBody },
  responses: {
    202: { description: 'Open', content: { 'application/json': { schema: Released } } },
    ...problemResponses(
      'malformed-request',
      'unauthenticated',
      'scope-missing',
      'link-unknown',
      'not-mismatched',
    ),
  },
})

export function linkIdentityRoutes({ db, events }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id: linkId } = c.req.valid('param')
    const by = { actor: c.var.apiKey.name, reason: c.req.valid('json').reason }
    const { kind } = await releaseIdentity(db, linkId, by)
    events.verbAsked({ verb: 'release_identity', linkId, actor: by.actor, outcome: kind })
    switch (kind) {
      case 'released':
      case 'released_before':
        return c.json({ outcome: kind }, 202)
      case 'not_mismatched':
        return problem(c, 'not-mismatched', { link: linkId })
      case 'link_unknown':
        return problem(c, 'link-unknown', { link: linkId })
      default:
        return kind satisfies never
    }
  })
}
