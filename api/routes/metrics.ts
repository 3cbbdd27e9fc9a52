import { createRoute, z } from '@hono/zod-openapi'
import type { ApiParts } from '../api-parts.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const metrics = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['health'],
  security: [],
  summary: 'What is counted, for Prometheus',
  description: 'Counts only: no ids and nothing of a person. Not for the public all the same.',
  responses: {
    200: { description: 'The metrics', content: { 'text/plain': { schema: z.string() } } },
  },
})

export function metricsRoutes({ scrape }: Pick<ApiParts, 'scrape'>): Router {
  return createRouter().openapi(metrics, async (c) => c.text(await scrape(), 200))
}
