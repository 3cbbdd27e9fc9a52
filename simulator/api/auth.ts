import { timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Box } from '../state.ts'
import type { ApiEnv } from './env.ts'
import type { Refusal } from './errors.ts'
import { refusal } from './errors.ts'

/** HTTP Basic with the secret id and password, on every route but the widget's token. */
export function basicAuth(box: Box): MiddlewareHandler<ApiEnv> {
  const pair = Buffer.from(`${box.secretId}:${box.secretPassword}`).toString('base64')
  const expected = Buffer.from(`Basic ${pair}`)
  return async (c, next) => {
    const given = Buffer.from(c.req.header('authorization') ?? '')
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw wrongKeys()
    await next()
  }
}

export function wrongKeys(): Refusal {
  return refusal('authentication_failed')
}
