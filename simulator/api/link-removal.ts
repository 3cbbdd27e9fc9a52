import type { Context } from 'hono'
import { remove } from '../links/remove.ts'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'
import { refusal } from './errors.ts'
import { linkById } from './link-by-id.ts'

const DELETIONS = 5
const WINDOW_MS = 60_000

/**
 * `DELETE /api/links/{id}/`: at once, five times a minute; or, with `X-Belvo-Request-Mode:
 * async`, later and with a `link_deleted` webhook.
 */
export function removeLink(box: Box) {
  let deletedAt: number[] = []
  return (c: Context<ApiEnv>) => {
    const link = linkById(box, c.req.param('id'))
    const now = box.clock.now()
    if (c.req.header('x-belvo-request-mode') === 'async') {
      const requestId = box.ids.uuid('call')
      const due = now + box.settings.webhookDelayMs
      box.schedule.add(due, { kind: 'delete', linkId: link.id, requestId })
      return c.json({ request_id: requestId }, 202)
    }
    deletedAt = deletedAt.filter((at) => at > now - WINDOW_MS)
    if (box.settings.rateLimit && deletedAt.length >= DELETIONS) throw refusal('rate_limited')
    deletedAt.push(now)
    remove(box, link)
    return c.body(null, 204)
  }
}
