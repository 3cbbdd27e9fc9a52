import { createRoute, z } from '@hono/zod-openapi'
import { brazilianDay } from '../../domain/brazilian-day.ts'
import { inquiryInto } from '../../domain/inquiry.ts'
import { judgeSufficiency } from '../../domain/sufficiency.ts'
import { readEmployments } from '../../store/employment-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { LinkParam } from '../link-param.ts'
import { dataHead, toDataHead } from '../link-shape.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { seenAt } from '../seen-at.ts'
import { sufficiencyShape, thresholdsAsked, toSufficiencyShape } from '../sufficiency-shape.ts'
import { answerUnreadable, dataProblems } from '../unreadable-answer.ts'
import { monthsAsked, notYetCome, whenAsked, whenProblems } from '../when.ts'

export const SufficiencyAnswer = z
  .strictObject({ ...dataHead, ...sufficiencyShape })
  .openapi('Sufficiency')

const route = createRoute({
  method: 'get',
  path: '/v1/links/{id}/sufficiency',
  tags: ['links'],
  summary: 'Whether what is known is fresh enough, long enough and free of gaps',
  description:
    'By thresholds of yours: the defaults are examples, not advice. Every one that was missed is ' +
    'a reason, with what was asked and what was found. With `knownAt` as it would have been then.',
  request: {
    params: LinkParam,
    query: z.strictObject({
      months: monthsAsked,
      ...thresholdsAsked,
      knownAt: whenAsked.knownAt,
    }),
  },
  responses: {
    200: {
      description: 'The verdict and its reasons',
      content: { 'application/json': { schema: SufficiencyAnswer } },
    },
    ...problemResponses(...dataProblems, ...whenProblems),
  },
})

export function linkSufficiencyRoutes({ db, keyring, now, settings }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const { months, knownAt, ...thresholds } = c.req.valid('query')
    const faults = notYetCome({ knownAt }, now())
    if (faults) return problem(c, 'time-not-come', { link: id, faults })
    const reader = { apiKey: c.var.apiKey.name, route: route.path }
    const read = await readEmployments(db, keyring, id, reader, knownAt)
    if (read.kind !== 'readable') return answerUnreadable(c, id, read)
    const { link, employments } = read
    const at = seenAt(link)
    const inquiry = inquiryInto(months, { asOf: undefined, seenOn: brazilianDay(at) })
    const ageDays = Math.ceil(((knownAt ?? now()).getTime() - at.getTime()) / settings.dayMs)
    const judged = judgeSufficiency({ employments, inquiry, ageDays }, thresholds)
    const head = toDataHead(link, 'EMPLOYMENTS', now())
    return c.json({ ...head, ...toSufficiencyShape(head.availability, judged) }, 200)
  })
}
