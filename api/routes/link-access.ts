import { createRoute, z } from '@hono/zod-openapi'
import type { Access } from '../../store/access.ts'
import { listAccess } from '../../store/access.ts'
import { findLinkView } from '../../store/link-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { cursorOf } from '../cursor.ts'
import { LinkParam } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const cursor = cursorOf(z.string().regex(/^\d{1,18}$/))

const AccessShape = z
  .strictObject({
    at: z.iso.datetime(),
    key: z.string().meta({ description: 'The name of the key.' }),
    route: z.string(),
  })
  .openapi('Access')

const Accesses = z
  .strictObject({ items: z.array(AccessShape), nextCursor: z.string().nullable() })
  .openapi('Accesses')

const route = createRoute({
  method: 'get',
  path: '/v1/links/{id}/access',
  tags: ['links'],
  summary: 'Who read this person’s data through the API, the newest first',
  request: {
    params: LinkParam,
    query: z.strictObject({
      cursor: cursor.schema.optional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
    }),
  },
  responses: {
    200: { description: 'The reads', content: { 'application/json': { schema: Accesses } } },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing', 'link-unknown'),
  },
})

export function linkAccessRoutes({ db }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    if (!(await findLinkView(db, id))) return problem(c, 'link-unknown', { link: id })
    const { cursor: before, limit } = c.req.valid('query')
    const { reads, next } = await listAccess(db, id, { before, limit })
    return c.json({ items: reads.map(toItem), nextCursor: next && cursor.encode(next) }, 200)
  })
}

function toItem({ at, apiKey, route }: Access): z.infer<typeof AccessShape> {
  return { at: at.toISOString(), key: apiKey, route }
}
