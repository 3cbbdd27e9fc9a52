import { Hono } from 'hono'
import type { Box } from '../state.ts'
import { basicAuth } from './auth.ts'
import { badDays } from './bad-days.ts'
import { employmentRoutes } from './employments.ts'
import type { ApiEnv } from './env.ts'
import { errorAnswer, notFound, Refusal } from './errors.ts'
import { institutionRoutes } from './institutions.ts'
import { latency } from './latency.ts'
import { linkRoutes } from './links.ts'
import { logged } from './logged.ts'
import { ownerRoutes } from './owners.ts'
import { rateLimit } from './rate-limit.ts'
import { tokenRoutes } from './token.ts'

/** Belvo's API as `docs/belvo/openapi.json` has it. */
export function api(box: Box): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>()
  app.use(logged(box))
  app.use(latency(box))
  app.use(badDays(box))
  app.use(rateLimit(box))
  app.route('/token/', tokenRoutes(box))
  app.use(basicAuth(box))
  app.get('/', (c) => c.json({ links: '/api/links/', institutions: '/api/institutions/' }))
  app.route('/links/', linkRoutes(box))
  app.route('/br/employments/', employmentRoutes(box))
  app.route('/owners/', ownerRoutes(box))
  app.route('/institutions/', institutionRoutes(box))
  app.all('*', () => {
    throw notFound()
  })
  app.onError((error, c) => {
    if (error instanceof Refusal) return errorAnswer(c, error.status, error.items)
    process.emitWarning(error)
    return errorAnswer(c, 500, [{ code: 'unexpected_error', message: 'Unexpected error' }])
  })
  return app
}
