import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import type { ApiKey } from '../config/config.ts'
import { FactsNewerThanCode } from '../store/facts-newer-than-code.ts'
import { isReachable } from '../store/reachable.ts'
import type { ApiParts } from './api-parts.ts'
import { authenticate, authorize, requireScopes } from './auth.ts'
import { problem } from './problems.ts'
import { refuseForgottenConnections, refuseForgottenLinks } from './refuse-forgotten.ts'
import type { Router } from './router.ts'
import { createRouter } from './router.ts'
import { callbackRoutes } from './routes/callbacks.ts'
import { connectPageRoutes } from './routes/connect-page.ts'
import { connectionRoutes } from './routes/connection.ts'
import { connectionsRoutes } from './routes/connections.ts'
import { disconnectRoutes } from './routes/disconnect.ts'
import { serveDocs } from './routes/docs.ts'
import { driftRoutes } from './routes/drift.ts'
import { erasuresRoutes } from './routes/erasures.ts'
import { factNotesRoutes } from './routes/fact-notes.ts'
import { factsRoutes } from './routes/facts.ts'
import { healthRoutes } from './routes/health.ts'
import { holdsRoutes } from './routes/holds.ts'
import { keysRoutes } from './routes/keys.ts'
import { linkAccessRoutes } from './routes/link-access.ts'
import { linkEmploymentsRoutes } from './routes/link-employments.ts'
import { linkExplainRoutes } from './routes/link-explain.ts'
import { linkFactsRoutes } from './routes/link-facts.ts'
import { linkGroundsRoutes } from './routes/link-grounds.ts'
import { linkHoldRoutes } from './routes/link-hold.ts'
import { linkIdentityRoutes } from './routes/link-identity.ts'
import { linkIncomeRoutes } from './routes/link-income.ts'
import { linkOwnersRoutes } from './routes/link-owners.ts'
import { linkSufficiencyRoutes } from './routes/link-sufficiency.ts'
import { linksRoutes } from './routes/links.ts'
import { metricsRoutes } from './routes/metrics.ts'
import { noticeVerbRoutes } from './routes/notice-verbs.ts'
import { noticesRoutes } from './routes/notices.ts'
import { personExportRoutes } from './routes/person-export.ts'
import { personRequestsRoutes } from './routes/person-requests.ts'
import { quarantineRoutes } from './routes/quarantine.ts'
import { quarantinedAnswerRoutes } from './routes/quarantined-answer.ts'
import { reconnectRoutes } from './routes/reconnect.ts'
import { refreshRoutes } from './routes/refresh.ts'
import { retryRoutes } from './routes/retry.ts'
import { timelineRoutes } from './routes/timeline.ts'
import { webhookRoutes } from './routes/webhook.ts'
import { securityHeaders } from './security-headers.ts'

/** The whole HTTP face: everything under `/v1` needs a key with the route's scope, nothing else does. */
export function createApp(parts: ApiParts): Router {
  const app = createRouter()
  app.use(securityHeaders)
  const used = (key: ApiKey) => parts.keyUses.note(key, parts.now())
  app.use('/v1/*', authenticate(parts.settings.keys, used), authorize)
  app.use('/v1/links/:id/*', refuseForgottenLinks(parts.db))
  app.use('/v1/quarantine/:id/*', refuseForgottenLinks(parts.db))
  app.use('/v1/connections/:id/*', refuseForgottenConnections(parts.db))

  app.route('/', healthRoutes(parts))
  app.route('/', metricsRoutes(parts))
  app.route('/', webhookRoutes(parts))

  app.route('/', connectionsRoutes(parts))
  app.route('/', connectionRoutes(parts))
  app.route('/', connectPageRoutes(parts))
  app.route('/', callbackRoutes(parts))

  app.route('/', linksRoutes(parts))
  app.route('/', linkEmploymentsRoutes(parts))
  app.route('/', linkOwnersRoutes(parts))
  app.route('/', linkIncomeRoutes(parts))
  app.route('/', linkSufficiencyRoutes(parts))
  app.route('/', linkFactsRoutes(parts))
  app.route('/', factsRoutes(parts))
  app.route('/', linkExplainRoutes(parts))
  app.route('/', timelineRoutes(parts))
  app.route('/', linkGroundsRoutes(parts))
  app.route('/', linkIdentityRoutes(parts))
  app.route('/', linkAccessRoutes(parts))

  app.route('/', refreshRoutes(parts))
  app.route('/', retryRoutes(parts))
  app.route('/', reconnectRoutes(parts))
  app.route('/', disconnectRoutes(parts))
  app.route('/', linkHoldRoutes(parts))
  app.route('/', holdsRoutes(parts))

  app.route('/', personExportRoutes(parts))
  app.route('/', factNotesRoutes(parts))
  app.route('/', personRequestsRoutes(parts))
  app.route('/', erasuresRoutes(parts))

  app.route('/', keysRoutes(parts))
  app.route('/', noticesRoutes(parts))
  app.route('/', noticeVerbRoutes(parts))
  app.route('/', quarantineRoutes(parts))
  app.route('/', quarantinedAnswerRoutes(parts))
  app.route('/', driftRoutes(parts))

  requireScopes(app)
  serveDocs(app)
  app.notFound((c) => problem(c, 'route-unknown'))
  app.onError((thrown, c) => answerFailure(parts, thrown, c))
  return app
}

const databaseAnswersWithinMs = 500

async function answerFailure({ db, events }: ApiParts, thrown: Error, c: Context) {
  if (thrown instanceof HTTPException && thrown.status < 500) return problem(c, 'malformed-request')
  const trace = randomUUID()
  events.requestFailed({ trace, method: c.req.method, route: routePath(c) }, thrown)
  if (thrown instanceof FactsNewerThanCode) return problem(c, 'facts-newer-than-code', { trace })
  if (await isReachable(db, databaseAnswersWithinMs)) {
    return problem(c, 'unexpected-failure', { trace })
  }
  c.header('retry-after', '5')
  return problem(c, 'database-away', { trace })
}
