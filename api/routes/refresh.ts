import { createRoute, z } from '@hono/zod-openapi'
import { findLinkView } from '../../store/link-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { LinkParam } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { answerUnfulfilled, isOver, verbProblems } from '../verb-answer.ts'
import { verbBody } from '../verb-request.ts'

const Refreshing = z
  .strictObject({
    outcome: z.enum(['accepted', 'under_way']),
    requestId: z.string().nullable().meta({ description: "Belvo's; its notices will carry it." }),
  })
  .openapi('Refreshing')

const route = createRoute({
  method: 'post',
  path: '/v1/links/{id}/refresh',
  tags: ['verbs'],
  summary: 'Ask Belvo to collect from the institution now',
  description: 'Belvo takes one such request in ten minutes for each link.',
  request: { params: LinkParam, body: verbBody },
  responses: {
    202: { description: 'Asked', content: { 'application/json': { schema: Refreshing } } },
    ...problemResponses(
      ...verbProblems,
      'ground-missing',
      'no-longer-permitted',
      'refresh-cooling-down',
    ),
  },
})

export function refreshRoutes({ db, orchestrator, events, now }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const link = await findLinkView(db, id)
    if (!link) return problem(c, 'link-unknown', { link: id })
    if (isOver(link)) return problem(c, 'link-ended', { link: id })
    if (link.ground === 'missing') return problem(c, 'ground-missing', { link: id })
    if (link.ground !== 'in_force') return problem(c, 'no-longer-permitted', { link: id })
    if (link.held) return problem(c, 'calls-held', { link: id })

    const verb = { actor: c.var.apiKey.name, reason: c.req.valid('json').reason }
    const answer = await orchestrator.refreshNow(id, verb)
    events.verbAsked({ verb: 'refresh', linkId: id, actor: verb.actor, outcome: answer.kind })
    switch (answer.kind) {
      case 'accepted':
        return c.json({ outcome: answer.kind, requestId: answer.requestId }, 202)
      case 'under_way':
        return c.json({ outcome: answer.kind, requestId: null }, 202)
      case 'cooling_down': {
        const seconds = Math.ceil((answer.untilMs - now().getTime()) / 1000)
        c.header('retry-after', String(Math.max(1, seconds)))
        return problem(c, 'refresh-cooling-down', { link: id })
      }
      default:
        return answerUnfulfilled(c, id, answer)
    }
  })
}
