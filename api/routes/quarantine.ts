import { randomUUID } from 'node:crypto'
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { LinkId } from '../../domain/link-id.ts'
import type { Decision } from '../../store/notice-verbs.ts'
import type {
  QuarantinedAnswer,
  QuarantineOrder,
  QuarantineOutcome,
} from '../../store/quarantine.ts'
import { acceptQuarantined, discardQuarantined, listQuarantine } from '../../store/quarantine.ts'
import type { ApiParts } from '../api-parts.ts'
import { cursorOf } from '../cursor.ts'
import { problem, problemResponses } from '../problems.ts'
import { ResourceName, ResourceParam, resources } from '../resource-param.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { verbBody } from '../verb-request.ts'

const cursor = cursorOf(
  z.strictObject({ linkId: z.uuid(), resource: z.enum(['EMPLOYMENTS', 'OWNERS']) }),
)

const Quarantined = z
  .strictObject({
    link: z.uuid(),
    resource: ResourceName,
    place: z.string().meta({ description: 'What cannot be read: `employment.salaries.month`.' }),
    readAt: z.iso.datetime().meta({ description: 'When Belvo answered so last.' }),
    isKept: z.boolean().meta({ description: 'Whether that answer is here, sealed.' }),
    notices: z.int().meta({ description: 'How many wait for an answer that can be used.' }),
    next: z.string(),
  })
  .openapi('QuarantinedAnswer')

export const Quarantine = z
  .strictObject({ items: z.array(Quarantined), nextCursor: z.string().nullable() })
  .openapi('Quarantine')

const list = createRoute({
  method: 'get',
  path: '/v1/quarantine',
  tags: ['desk'],
  summary: 'Answers of Belvo that could not be used; the last good state stays meanwhile',
  description:
    'Where in the answer, never what. The newest answer is kept sealed until one can be read.',
  request: {
    query: z.strictObject({
      cursor: cursor.schema.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
  },
  responses: {
    200: { description: 'A page', content: { 'application/json': { schema: Quarantine } } },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing'),
  },
})

const Decided = z
  .strictObject({ link: z.uuid(), resource: ResourceName })
  .openapi('QuarantineDecided')

const verb = <Path extends string>(path: Path, summary: string, description: string) =>
  createRoute({
    method: 'post',
    path,
    tags: ['desk'],
    summary,
    description,
    request: { params: ResourceParam, body: verbBody },
    responses: {
      202: { description: 'Written down', content: { 'application/json': { schema: Decided } } },
      ...problemResponses(
        'malformed-request',
        'unauthenticated',
        'scope-missing',
        'link-unknown',
        'not-quarantined',
      ),
    },
  })

const accept = verb(
  '/v1/quarantine/{id}/{resource}/accept',
  'Read the answer again, and apply it if it can be read now',
  'After a release that reads it: its notices are open again.',
)

const discard = verb(
  '/v1/quarantine/{id}/{resource}/discard',
  'Give the answer up and keep the last good state',
  "Its notices are dismissed; Belvo's next notice is read as any other.",
)

export function quarantineRoutes(parts: ApiParts): Router {
  const { db, settings } = parts
  return createRouter()
    .openapi(list, async (c) => {
      const { cursor: after, limit } = c.req.valid('query')
      const { answers, next } = await listQuarantine(db, { after, limit })
      return c.json({ items: answers.map(toItem), nextCursor: next && cursor.encode(next) }, 200)
    })
    .openapi(accept, async (c) => {
      const by = { actor: c.var.apiKey.name, reason: c.req.valid('json').reason }
      const asked = { verb: 'accept', ...c.req.valid('param'), by }
      return await decide(parts, c, asked, (order) => acceptQuarantined(db, order))
    })
    .openapi(discard, async (c) => {
      const by = { actor: c.var.apiKey.name, reason: c.req.valid('json').reason }
      const asked = { verb: 'discard', ...c.req.valid('param'), by }
      return await decide(parts, c, asked, (order) => discardQuarantined(db, order, settings.dayMs))
    })
}

interface Asked {
  readonly verb: string
  readonly id: LinkId
  readonly resource: keyof typeof resources
  readonly by: Decision
}

async function decide(
  { relay, events, now }: ApiParts,
  c: Context,
  { verb, id: linkId, resource, by }: Asked,
  record: (order: QuarantineOrder) => Promise<QuarantineOutcome>,
) {
  const order = { linkId, resource: resources[resource], by, at: now(), occasion: randomUUID() }
  const { kind } = await record(order)
  events.verbAsked({ verb, linkId, actor: by.actor, outcome: kind })
  switch (kind) {
    case 'done':
      relay.nudge()
      return c.json({ link: linkId, resource }, 202)
    case 'link_unknown':
      return problem(c, 'link-unknown', { link: linkId })
    case 'not_quarantined':
      return problem(c, 'not-quarantined', { link: linkId })
    default:
      return kind satisfies never
  }
}

const names = { EMPLOYMENTS: 'employments', OWNERS: 'owners' } as const

function toItem(answer: QuarantinedAnswer): z.infer<typeof Quarantined> {
  const { linkId: link, place, isKept, notices, readAt } = answer
  const resource = names[answer.resource]
  const verbs = `POST /v1/quarantine/${link}/${resource}/`
  return {
    link,
    resource,
    place,
    isKept,
    notices,
    readAt: readAt.toISOString(),
    next: `Tell the developers that ${place} cannot be read; after their release ${verbs}accept; to give this answer up ${verbs}discard`,
  }
}
