import { createRoute, z } from '@hono/zod-openapi'
import { trueAsOf } from '../../domain/as-of.ts'
import { readEmployments } from '../../store/employment-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { EmploymentShape, toEmploymentShape } from '../employment-shape.ts'
import { LinkParam } from '../link-param.ts'
import { dataHead, toDataHead } from '../link-shape.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { answerUnreadable, dataProblems } from '../unreadable-answer.ts'
import { notYetCome, whenAsked, whenProblems } from '../when.ts'

export const Employments = z
  .strictObject({ ...dataHead, items: z.array(EmploymentShape) })
  .openapi('Employments')

const route = createRoute({
  method: 'get',
  path: '/v1/links/{id}/employments',
  tags: ['links'],
  summary: 'Employers, occupations and salaries, the oldest first',
  request: { params: LinkParam, query: z.strictObject(whenAsked) },
  responses: {
    200: {
      description: 'What is known, or which of the nothings it is: see availability',
      content: {
        'application/json': { schema: Employments },
      },
    },
    ...problemResponses(...dataProblems, ...whenProblems),
  },
})

export function linkEmploymentsRoutes({ db, keyring, now }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const { asOf, knownAt } = c.req.valid('query')
    const faults = notYetCome({ asOf, knownAt }, now())
    if (faults) return problem(c, 'time-not-come', { link: id, faults })
    const reader = { apiKey: c.var.apiKey.name, route: route.path }
    const read = await readEmployments(db, keyring, id, reader, knownAt)
    if (read.kind !== 'readable') return answerUnreadable(c, id, read)
    const items = trueAsOf(asOf, read.employments).map(toEmploymentShape)
    return c.json({ ...toDataHead(read.link, 'EMPLOYMENTS', now()), items }, 200)
  })
}
