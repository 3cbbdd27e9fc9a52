import { createRoute, z } from '@hono/zod-openapi'
import { findLinkView } from '../../store/link-views.ts'
import type { ApiParts } from '../api-parts.ts'
import { LinkParam } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { answerUnfulfilled, isOver, verbProblems } from '../verb-answer.ts'
import { verbBody } from '../verb-request.ts'

const Disconnecting = z
  .strictObject({ outcome: z.enum(['disconnected', 'under_way']) })
  .openapi('Disconnecting')

const route = createRoute({
  method: 'post',
  path: '/v1/links/{id}/disconnect',
  tags: ['verbs'],
  summary: 'Delete the link at Belvo and end its life here; the records stay',
  description: 'Final: the person can only be connected anew.',
  request: { params: LinkParam, body: verbBody },
  responses: {
    202: { description: 'Done', content: { 'application/json': { schema: Disconnecting } } },
    ...problemResponses(...verbProblems),
  },
})

export function disconnectRoutes({ db, orchestrator, events }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const link = await findLinkView(db, id)
    if (!link) return problem(c, 'link-unknown', { link: id })
    if (isOver(link)) return problem(c, 'link-ended', { link: id })
    if (link.held) return problem(c, 'calls-held', { link: id })

    const verb = { actor: c.var.apiKey.name, reason: c.req.valid('json').reason }
    const answer = await orchestrator.close(id, verb)
    events.verbAsked({ verb: 'disconnect', linkId: id, actor: verb.actor, outcome: answer.kind })
    switch (answer.kind) {
      case 'closed':
        return c.json({ outcome: 'disconnected' as const }, 202)
      case 'under_way':
        return c.json({ outcome: answer.kind }, 202)
      default:
        return answerUnfulfilled(c, id, answer)
    }
  })
}
