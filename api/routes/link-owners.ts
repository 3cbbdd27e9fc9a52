import { createRoute, z } from '@hono/zod-openapi'
import { readOwners } from '../../store/owner-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { LinkParam } from '../link-param.ts'
import { dataHead, toDataHead } from '../link-shape.ts'
import { OwnerShape, toOwnerShape } from '../owner-shape.ts'
import { problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { answerUnreadable, dataProblems } from '../unreadable-answer.ts'

export const Owners = z.strictObject({ ...dataHead, items: z.array(OwnerShape) }).openapi('Owners')

const route = createRoute({
  method: 'get',
  path: '/v1/links/{id}/owners',
  tags: ['links'],
  summary: 'Who the person is, as INSS knows it',
  description: 'Each call is written down with the name of its key.',
  request: { params: LinkParam },
  responses: {
    200: {
      description: 'What is known, or which of the nothings it is: see availability',
      content: {
        'application/json': { schema: Owners },
      },
    },
    ...problemResponses(...dataProblems),
  },
})

export function linkOwnersRoutes({ db, keyring, now }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const reader = { apiKey: c.var.apiKey.name, route: route.path }
    const read = await readOwners(db, keyring, id, reader)
    if (read.kind !== 'readable') return answerUnreadable(c, id, read)
    c.header('cache-control', 'no-store')
    const items = read.owners.map(toOwnerShape)
    return c.json({ ...toDataHead(read.link, 'OWNERS', now()), items }, 200)
  })
}
