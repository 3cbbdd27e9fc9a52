import { createRoute, z } from '@hono/zod-openapi'
import { findLinkView } from '../../store/link-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { factsAfter, factsAnswer, pageAsked, placeOf } from '../fact-page.ts'
import { LinkParam } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const route = createRoute({
  method: 'get',
  path: '/v1/links/{id}/facts',
  tags: ['facts'],
  summary: 'What happened to one link and what became known of its person, in order',
  description: 'Scopes as in GET /v1/facts, whose cursors are the same.',
  request: { params: LinkParam, query: z.strictObject(pageAsked) },
  responses: {
    ...factsAnswer,
    ...problemResponses(
      'malformed-request',
      'unauthenticated',
      'scope-missing',
      'link-unknown',
      'cursor-unknown',
      'facts-newer-than-code',
    ),
  },
})

export function linkFactsRoutes(parts: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id: linkId } = c.req.valid('param')
    const { after, limit } = c.req.valid('query')
    if (!(await findLinkView(parts.db, linkId))) {
      return problem(c, 'link-unknown', { link: linkId })
    }
    const place = await placeOf(parts, after)
    if (!place) return problem(c, 'cursor-unknown', { link: linkId })
    const key = { apiKey: c.var.apiKey, route: route.path }
    return c.json(await factsAfter(parts, place, { limit, linkId }, key), 200)
  })
}
