import { createRoute, z } from '@hono/zod-openapi'
import { trueAsOf } from '../../domain/as-of.ts'
import { brazilianDay } from '../../domain/brazilian-day.ts'
import { incomeOf } from '../../domain/income.ts'
import { inquiryInto } from '../../domain/inquiry.ts'
import { readEmployments } from '../../store/employment-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { incomeShape, toIncomeShape } from '../income-shape.ts'
import { LinkParam } from '../link-param.ts'
import { dataHead, toDataHead } from '../link-shape.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { seenAt } from '../seen-at.ts'
import { answerUnreadable, dataProblems } from '../unreadable-answer.ts'
import { monthsAsked, notYetCome, whenAsked, whenProblems } from '../when.ts'

export const IncomeAnswer = z.strictObject({ ...dataHead, ...incomeShape }).openapi('Income')

const route = createRoute({
  method: 'get',
  path: '/v1/links/{id}/income',
  tags: ['links'],
  summary: 'What work brought by month, its mean and median, tenure and gaps',
  description:
    'Without `asOf`: the months up to the last one that was over when Belvo last asked INSS. ' +
    'What is not reported is never counted as zero; amounts are in BRL, before deductions.',
  request: { params: LinkParam, query: z.strictObject({ months: monthsAsked, ...whenAsked }) },
  responses: {
    200: {
      description: 'The income, or which of the nothings it is: see availability',
      content: { 'application/json': { schema: IncomeAnswer } },
    },
    ...problemResponses(...dataProblems, ...whenProblems),
  },
})

export function linkIncomeRoutes({ db, keyring, now }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const { months, asOf, knownAt } = c.req.valid('query')
    const faults = notYetCome({ asOf, knownAt }, now())
    if (faults) return problem(c, 'time-not-come', { link: id, faults })
    const reader = { apiKey: c.var.apiKey.name, route: route.path }
    const read = await readEmployments(db, keyring, id, reader, knownAt)
    if (read.kind !== 'readable') return answerUnreadable(c, id, read)
    const { link, employments } = read
    const inquiry = inquiryInto(months, { asOf, seenOn: brazilianDay(seenAt(link)) })
    const income = toIncomeShape(incomeOf(trueAsOf(asOf, employments), inquiry))
    return c.json({ ...toDataHead(link, 'EMPLOYMENTS', now()), ...income }, 200)
  })
}
