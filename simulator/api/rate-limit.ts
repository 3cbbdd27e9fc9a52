import type { MiddlewareHandler } from 'hono'
import { refusalOf } from '../faults/refusals.ts'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'

const REQUESTS = 80
const WINDOW_MS = 30_000
const ADDRESSES_REMEMBERED = 10_000

/**
 * 80 requests in 30 s for one address, then a page of the proxy instead of JSON ("Belvo API
 * errors", 403). Refused requests do not count.
 */
export function rateLimit(box: Box): MiddlewareHandler<ApiEnv> {
  const seen = new Map<string, number[]>()
  return async (c, next) => {
    if (!box.settings.rateLimit) return await next()
    const address = c.env.incoming?.socket.remoteAddress ?? 'local'
    const now = box.clock.now()
    const times = (seen.get(address) ?? []).filter((at) => at > now - WINDOW_MS)
    if (times.length >= REQUESTS) return c.html(refusalOf('forbidden_html', '').body, 403)
    times.push(now)
    if (seen.size >= ADDRESSES_REMEMBERED) seen.clear()
    seen.set(address, times)
    return await next()
  }
}
