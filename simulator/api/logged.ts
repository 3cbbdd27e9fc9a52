import type { MiddlewareHandler } from 'hono'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'

/** Numbers the request and writes it down. */
export function logged(box: Box): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const at = box.clock.now()
    const requestId = box.ids.hex('request')
    c.set('requestId', requestId)
    c.set('fault', null)
    await next()
    const { pathname, search } = new URL(c.req.url)
    box.requests.push({
      at,
      method: c.req.method,
      path: pathname + search,
      status: c.res.status,
      tookMs: box.clock.now() - at,
      requestId,
      fault: c.get('fault'),
    })
  }
}
