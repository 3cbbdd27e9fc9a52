import { createRoute, z } from '@hono/zod-openapi'
import { findLinkView, listLinkViews } from '../../store/link-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { cursorOf } from '../cursor.ts'
import { LinkParam } from '../link-param.ts'
import { Link, LinkReasonName, LinkStatusName, toLink } from '../link-shape.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const cursor = cursorOf(z.strictObject({ updatedAt: z.iso.datetime(), linkId: z.uuid() }))

export const Links = z
  .strictObject({ items: z.array(Link), nextCursor: z.string().nullable() })
  .openapi('Links')

const list = createRoute({
  method: 'get',
  path: '/v1/links',
  tags: ['links'],
  summary: 'The links, in order of their last change',
  description: 'A link that changes while you read comes again; none is left out.',
  request: {
    query: z.strictObject({
      externalId: z
        .string()
        .regex(/^[\w-]{1,128}$/)
        .optional(),
      status: LinkStatusName.optional(),
      reason: LinkReasonName.optional(),
      updatedAfter: z.iso
        .datetime({ offset: true })
        .transform((text) => new Date(text))
        .optional()
        .openapi({ type: 'string', format: 'date-time' }),
      cursor: cursor.schema.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
  },
  responses: {
    200: { description: 'A page of links', content: { 'application/json': { schema: Links } } },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing'),
  },
})

const one = createRoute({
  method: 'get',
  path: '/v1/links/{id}',
  tags: ['links'],
  summary: 'One link: where it stands, how fresh its data is',
  request: { params: LinkParam },
  responses: {
    200: { description: 'The link', content: { 'application/json': { schema: Link } } },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing', 'link-unknown'),
  },
})

export function linksRoutes({ db, now, settings }: ApiParts): Router {
  return createRouter()
    .openapi(list, async (c) => {
      const { cursor: after, limit, ...filter } = c.req.valid('query')
      const { links, next } = await listLinkViews(db, filter, { after, limit })
      const items = links.map((link) => toLink(link, settings, now()))
      return c.json({ items, nextCursor: next && cursor.encode(next) }, 200)
    })
    .openapi(one, async (c) => {
      const { id } = c.req.valid('param')
      const link = await findLinkView(db, id)
      if (!link) return problem(c, 'link-unknown', { link: id })
      return c.json(toLink(link, settings, now()), 200)
    })
}
