import type { MiddlewareHandler } from 'hono'

/** What every answer carries unless its route says otherwise: nothing is framed, guessed or kept. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  c.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  c.header('x-content-type-options', 'nosniff')
  c.header('referrer-policy', 'no-referrer')
  c.header('cache-control', 'no-store')
  await next()
}
