import { createRoute, z } from '@hono/zod-openapi'
import { isReachable } from '../../store/reachable.ts'
import type { ApiParts } from '../api-parts.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const databaseAnswersWithinMs = 2_000

const Health = z.strictObject({ status: z.literal('ok') }).openapi('Health')
const ok = { description: 'Yes', content: { 'application/json': { schema: Health } } }

const healthz = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['health'],
  security: [],
  summary: 'Whether this process lives',
  responses: { 200: ok },
})

const readyz = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['health'],
  security: [],
  summary: 'Whether this process can take notices',
  description: 'Depends on PostgreSQL alone: with Temporal away, notices are still kept.',
  responses: { 200: ok, ...problemResponses('database-away') },
})

export function healthRoutes({ db }: Pick<ApiParts, 'db'>): Router {
  return createRouter()
    .openapi(healthz, (c) => c.json({ status: 'ok' } as const, 200))
    .openapi(readyz, async (c) =>
      (await isReachable(db, databaseAnswersWithinMs))
        ? c.json({ status: 'ok' } as const, 200)
        : problem(c, 'database-away'),
    )
}
