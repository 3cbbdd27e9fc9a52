import { createHash, timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { ApiKey, Scope } from '../config/config.ts'
import { problem } from './problems.ts'

/** What the routes behind a key find in `c.var`. */
export interface KeyedEnv {
  Variables: { apiKey: ApiKey }
}

/** Lets only holders of a configured key pass, and says which one it is. */
export function authenticate(keys: readonly ApiKey[]): MiddlewareHandler<KeyedEnv> {
  return async (c, next) => {
    const key = findKey(keys, c.req.header('authorization'))
    if (!key) {
      c.header('www-authenticate', 'Bearer')
      return problem(c, 'unauthenticated')
    }
    c.set('apiKey', key)
    return await next()
  }
}

export function requireScope(scope: Scope): MiddlewareHandler<KeyedEnv> {
  return async (c, next) =>
    c.var.apiKey.scopes.includes(scope)
      ? await next()
      : problem(c, 'scope-missing', { detail: `This needs the scope ${scope}` })
}

/** Compares with every key, whichever matches, so that the time taken tells nothing. */
function findKey(keys: readonly ApiKey[], authorization = ''): ApiKey | undefined {
  const presented = /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? ''
  const digest = createHash('sha256').update(presented).digest()
  return keys.filter((key) => timingSafeEqual(key.sha256, digest)).at(0)
}
