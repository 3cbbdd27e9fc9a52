import { randomUUID } from 'node:crypto'
import { routePath } from 'hono/route'
import type { ApiParts } from '../api-parts.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'
import { sendMessagePage } from './message-page.ts'

/** A router for people, who get a page in their language where programs get problem details. */
export function createPersonRouter({ events, settings }: ApiParts): Router {
  const router = createRouter()
  router.onError((thrown, c) => {
    const failed = { trace: randomUUID(), method: c.req.method, route: routePath(c) }
    events.requestFailed(failed, thrown)
    return sendMessagePage(c, settings, 'away')
  })
  return router
}
