import { createRoute, z } from '@hono/zod-openapi'
import { driftKinds, driftShapes } from '../../domain/drift.ts'
import type { DriftView } from '../../store/drift.ts'
import { listDrift } from '../../store/drift.ts'
import type { ApiParts } from '../api-parts.ts'
import { cursorOf } from '../cursor.ts'
import { problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const place = {
  path: z.string().meta({ description: '`employment.salaries.type`; list positions left out.' }),
  kind: z.enum(driftKinds),
  shape: z.enum(driftShapes).meta({ description: 'What stands there; never its value.' }),
}

const cursor = cursorOf(z.strictObject(place))

const Drift = z
  .strictObject({
    ...place,
    firstSeenAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    times: z.int().meta({ description: 'How often it stood so.' }),
    readings: z.int().meta({ description: 'In how many answers.' }),
  })
  .openapi('Drift')

export const Drifts = z
  .strictObject({ items: z.array(Drift), nextCursor: z.string().nullable() })
  .openapi('Drifts')

const route = createRoute({
  method: 'get',
  path: '/v1/drift',
  tags: ['desk'],
  summary: "Where Belvo's answers are not as documented",
  description: 'By path and shape, over all links. `since`: what was seen from then on.',
  request: {
    query: z.strictObject({
      since: z.iso.datetime({ offset: true }).optional(),
      cursor: cursor.schema.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
  },
  responses: {
    200: { description: 'A page, by path', content: { 'application/json': { schema: Drifts } } },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing'),
  },
})

export function driftRoutes({ db }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { since = 0, cursor: after, limit } = c.req.valid('query')
    const { drift, next } = await listDrift(db, new Date(since), { after, limit })
    return c.json({ items: drift.map(toItem), nextCursor: next && cursor.encode(next) }, 200)
  })
}

function toItem({ firstSeenAt, lastSeenAt, ...of }: DriftView): z.infer<typeof Drift> {
  return { ...of, firstSeenAt: firstSeenAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() }
}
