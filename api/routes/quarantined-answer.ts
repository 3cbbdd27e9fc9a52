import { createRoute, z } from '@hono/zod-openapi'
import { openAnswer } from '../../store/quarantined-answers.ts'
import type { ApiParts } from '../api-parts.ts'
import { problem, problemResponses } from '../problems.ts'
import { ResourceName, ResourceParam, resources } from '../resource-param.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { answerUnreadable, dataProblems } from '../unreadable-answer.ts'

export const KeptAnswer = z
  .strictObject({
    link: z.uuid(),
    resource: ResourceName,
    keptAt: z.iso.datetime(),
    answer: z
      .string()
      .meta({ description: 'The page of Belvo’s that cannot be read, as it came.' }),
  })
  .openapi('KeptAnswer')

const route = createRoute({
  method: 'get',
  path: '/v1/quarantine/{id}/{resource}',
  tags: ['desk'],
  summary: 'An answer of Belvo that could not be used, opened',
  description: 'Each call is written down with the name of its key.',
  request: { params: ResourceParam },
  responses: {
    200: { description: 'As it came', content: { 'application/json': { schema: KeptAnswer } } },
    ...problemResponses(...dataProblems, 'not-quarantined'),
  },
})

export function quarantinedAnswerRoutes({ db, keyring }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id: link, resource } = c.req.valid('param')
    const reader = { apiKey: c.var.apiKey.name, route: route.path }
    const of = { linkId: link, resource: resources[resource] }
    const read = await openAnswer(db, keyring, of, reader)
    if (read.kind !== 'readable') return answerUnreadable(c, link, read)
    if (!read.kept) return problem(c, 'not-quarantined', { link })
    c.header('cache-control', 'no-store')
    const { keptAt, answer } = read.kept
    return c.json({ link, resource, keptAt: keptAt.toISOString(), answer: answer.reveal() }, 200)
  })
}
