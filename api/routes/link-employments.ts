import { createRoute, z } from '@hono/zod-openapi'
import { readEmployments } from '../../store/employment-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { EmploymentShape, toEmploymentShape } from '../employment-shape.ts'
import { LinkParam } from '../link-param.ts'
import { dataHead, toDataHead } from '../link-shape.ts'
import { problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { answerUnreadable, dataProblems } from '../unreadable-answer.ts'

export const Employments = z
  .strictObject({ ...dataHead, items: z.array(EmploymentShape) })
  .openapi('Employments')

const route = createRoute({
  method: 'get',
  path: '/v1/links/{id}/employments',
  tags: ['links'],
  summary: 'Employers, occupations and salaries, the oldest first',
  request: { params: LinkParam },
  responses: {
    200: {
      description: 'What is known, or which of the nothings it is: see availability',
      content: {
        'application/json': { schema: Employments },
      },
    },
    ...problemResponses(...dataProblems),
  },
})

export function linkEmploymentsRoutes({ db, now }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const read = await readEmployments(db, id, { apiKey: c.var.apiKey.name, route: route.path })
    if (read.kind !== 'readable') return answerUnreadable(c, id, read)
    const items = read.employments.map(toEmploymentShape)
    return c.json({ ...toDataHead(read.link, 'EMPLOYMENTS', now()), items }, 200)
  })
}
