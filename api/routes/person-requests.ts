import { createRoute, z } from '@hono/zod-openapi'
import { answerRequest, listRequests, recordRequest } from '../../store/person-requests.ts'
import type { ApiParts } from '../api-parts.ts'
import { ExternalIdText } from '../external-id-text.ts'
import { AskedFor, PersonRequestShape, toPersonRequest } from '../person-request-shape.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { VerbRequest, verbBody } from '../verb-request.ts'

const PersonRequests = z
  .strictObject({ items: z.array(PersonRequestShape) })
  .openapi('PersonRequests')

const list = createRoute({
  method: 'get',
  path: '/v1/requests',
  tags: ['rights'],
  summary: 'What people asked for by law, and the days that are left',
  description: 'The open ones, those first that are due first; or the answered ones.',
  request: {
    query: z.strictObject({
      state: z.enum(['open', 'answered']).default('open'),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
  },
  responses: {
    200: {
      description: 'The requests',
      content: { 'application/json': { schema: PersonRequests } },
    },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing'),
  },
})

const one = { 'application/json': { schema: PersonRequestShape } }

const record = createRoute({
  method: 'post',
  path: '/v1/requests',
  tags: ['rights'],
  summary: 'Write down what a person asked for, with its clock of fifteen days',
  description:
    'For requests that came by letter or at the desk. An export, a note and an erasure write theirs down by themselves, or take the open one.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: VerbRequest.extend({
            externalId: ExternalIdText,
            askedFor: AskedFor,
            receivedAt: z.iso
              .datetime({ offset: true })
              .transform((text) => new Date(text))
              .optional()
              .openapi({ type: 'string', format: 'date-time', description: 'Now, if left out.' }),
          }).openapi('NewPersonRequest'),
        },
      },
    },
  },
  responses: {
    201: { description: 'Written down', content: one },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing'),
  },
})

const answer = createRoute({
  method: 'post',
  path: '/v1/requests/{id}/answer',
  tags: ['rights'],
  summary: 'Say what the person was answered',
  request: { params: z.object({ id: z.uuid() }), body: verbBody },
  responses: {
    200: { description: 'Answered, now or before', content: one },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing', 'request-unknown'),
  },
})

export function personRequestsRoutes({ db, now }: ApiParts): Router {
  return createRouter()
    .openapi(list, async (c) => {
      const { state, limit } = c.req.valid('query')
      const requests = await listRequests(db, { isOpen: state === 'open', limit })
      return c.json({ items: requests.map((of) => toPersonRequest(of, now())) }, 200)
    })
    .openapi(record, async (c) => {
      const { reason, receivedAt = now(), ...asked } = c.req.valid('json')
      const by = { actor: c.var.apiKey.name, reason }
      const request = await recordRequest(db, { ...asked, receivedAt, by })
      return c.json(toPersonRequest(request, now()), 201)
    })
    .openapi(answer, async (c) => {
      const { id } = c.req.valid('param')
      const by = { actor: c.var.apiKey.name, reason: c.req.valid('json').reason }
      const request = await answerRequest(db, id, by)
      if (!request) return problem(c, 'request-unknown')
      return c.json(toPersonRequest(request, now()), 200)
    })
}
