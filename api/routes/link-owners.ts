import { createRoute, z } from '@hono/zod-openapi'
import { readOwners } from '../../store/owner-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { LinkParam } from '../link-param.ts'
import { dataHead, toDataHead } from '../link-shape.ts'
import { OwnerShape, toOwnerShape } from '../owner-shape.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { answerUnreadable, dataProblems } from '../unreadable-answer.ts'
import { notYetCome, whenAsked, whenProblems } from '../when.ts'

export const Owners = z.strictObject({ ...dataHead, items: z.array(OwnerShape) }).openapi('Owners')

const route = createRoute({
  method: 'get',
  path: '/v1/links/{id}/owners',
  tags: ['links'],
  summary: 'Who the person is, as INSS knows it',
  description:
    'Each call is written down with the name of its key. What INSS says of an owner has no date: ' +
    '`asOf` changes nothing, `knownAt` does.',
  request: { params: LinkParam, query: z.strictObject(whenAsked) },
  responses: {
    200: {
      description: 'What is known, or which of the nothings it is: see availability',
      content: {
        'application/json': { schema: Owners },
      },
    },
    ...problemResponses(...dataProblems, ...whenProblems),
  },
})

export function linkOwnersRoutes({ db, keyring, now }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const when = c.req.valid('query')
    const faults = notYetCome(when, now())
    if (faults) return problem(c, 'time-not-come', { link: id, faults })
    const reader = { apiKey: c.var.apiKey.name, route: route.path }
    const read = await readOwners(db, keyring, id, reader, when.knownAt)
    if (read.kind !== 'readable') return answerUnreadable(c, id, read)
    c.header('cache-control', 'no-store')
    const items = read.owners.map(toOwnerShape)
    return c.json({ ...toDataHead(read.link, 'OWNERS', now()), items }, 200)
  })
}
