import { createRoute, z } from '@hono/zod-openapi'
import type { LinkId } from '../../domain/link-id.ts'
import type { ValuePath } from '../../domain/value-path.ts'
import { parseValuePath } from '../../domain/value-path.ts'
import type { Explanation } from '../../store/explanations.ts'
import { explainValue } from '../../store/explanations.ts'
import type { ApiParts } from '../api-parts.ts'
import { FactShape, toFactShape } from '../fact-shape.ts'
import { LinkParam } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { answerUnreadable, dataProblems } from '../unreadable-answer.ts'
import { notYetCome, whenAsked, whenProblems } from '../when.ts'

const instant = z.iso.datetime().nullable()

const Explained = FactShape.extend({
  activity: z.string().meta({ example: 'fetchEmployments' }),
  notices: z
    .array(
      z.strictObject({
        id: z.string(),
        source: z.string().nullable(),
        webhookCode: z.string().nullable(),
        requestId: z
          .string()
          .nullable()
          .meta({ description: "Belvo's, to quote to their support." }),
        receivedAt: instant,
      }),
    )
    .meta({ description: 'For which we read; all but the id is null past their days.' }),
  answer: z
    .strictObject({
      id: z.uuid(),
      digest: z.string().meta({ description: 'Of its content, keyed, in hexadecimal.' }),
      readStartedAt: z.iso.datetime(),
    })
    .nullable()
    .meta({ description: "Belvo's, that taught it; null past its days." }),
}).openapi('ExplainedFact')

export const ExplanationAnswer = z
  .strictObject({ link: z.uuid(), path: z.string(), facts: z.array(Explained) })
  .openapi('Explanation')

const pathAsked = z
  .string()
  .transform((text, context): ValuePath => {
    const path = parseValuePath(text)
    if (path) return path
    context.issues.push({ code: 'custom', input: text, message: 'leads to no value' })
    return z.NEVER
  })
  .openapi({
    type: 'string',
    example: 'employments/2f5d361d-dad6-45d4-a0bf-26d479766067/salaries/2026-03',
    description:
      '`employments/{id}`, followed or not by `/employer`, `/startDate`, `/endDate`, ' +
      '`/occupations`, `/salaries` or `/salaries/2026-03`; `owners/{id}`, followed or not by a ' +
      'field such as `/displayName` (scope `identity`). Ids are ours.',
  })

const route = createRoute({
  method: 'get',
  path: '/v1/links/{id}/explain',
  tags: ['facts'],
  summary: 'Why a value is what it is: facts, notices, and the answer of Belvo behind it',
  request: {
    params: LinkParam,
    query: z.strictObject({ path: pathAsked, knownAt: whenAsked.knownAt }),
  },
  responses: {
    200: {
      description: 'The facts behind the value, the oldest first',
      content: { 'application/json': { schema: ExplanationAnswer } },
    },
    ...problemResponses(...dataProblems, ...whenProblems, 'value-unknown'),
  },
})

export function linkExplainRoutes({ db, keyring, now }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id: link } = c.req.valid('param')
    const { path, knownAt } = c.req.valid('query')
    const faults = notYetCome({ knownAt }, now())
    if (faults) return problem(c, 'time-not-come', { link, faults })
    if (path.of === 'owners' && !c.var.apiKey.scopes.includes('identity')) {
      return problem(c, 'scope-missing', { detail: 'Of owners this needs the scope identity' })
    }
    const reader = { apiKey: c.var.apiKey.name, route: route.path }
    const read = await explainValue(db, keyring, link, { path, knownAt }, reader)
    if (read.kind !== 'readable') return answerUnreadable(c, link, read)
    if (read.explanations.length === 0) return problem(c, 'value-unknown', { link })
    const facts = read.explanations.map((explanation) => toExplained(link, explanation))
    return c.json({ link, path: c.req.query('path') ?? '', facts }, 200)
  })
}

function toExplained(linkId: LinkId, explanation: Explanation): z.infer<typeof Explained> {
  const { position, knownAt, fact, notes, activity, notices, answer } = explanation
  const { kind, subject } = fact
  const content = { kind: 'of_person', fact } as const
  return {
    ...toFactShape({ position, linkId, kind, subject, knownAt, notes, content }),
    activity,
    notices: notices.map((notice) => ({
      ...notice,
      receivedAt: notice.receivedAt?.toISOString() ?? null,
    })),
    answer: answer && {
      id: answer.id,
      digest: answer.digest.toString('hex'),
      readStartedAt: answer.readStartedAt.toISOString(),
    },
  }
}
