import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, Hono, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { ApiKey, Scope } from '../config/config.ts'
import { problem } from './problems.ts'
import { routeScopes } from './route-scopes.ts'

/** What the routes behind a key find in `c.var`. */
export interface KeyedEnv {
  Variables: { apiKey: ApiKey }
}

/** Lets only holders of a configured key pass, and says which one it is and that it was `used`. */
export function authenticate(
  keys: readonly ApiKey[],
  used: (key: ApiKey) => void,
): MiddlewareHandler<KeyedEnv> {
  return async (c, next) => {
    const key = findKey(keys, c.req.header('authorization'))
    if (!key) {
      c.header('www-authenticate', 'Bearer')
      return problem(c, 'unauthenticated')
    }
    used(key)
    c.set('apiKey', key)
    return await next()
  }
}

/** Lets only keys pass that have a scope of the route called; an address that is no route passes. */
export const authorize: MiddlewareHandler<KeyedEnv> = async (c, next) => {
  const route = routeCalled(c)
  const scopes = route && scopesOf(route)
  return scopes && !scopes.some((scope) => c.var.apiKey.scopes.includes(scope))
    ? problem(c, 'scope-missing', { detail: `This needs the scope ${scopes.join(' or ')}` })
    : await next()
}

/** Throws for a route under `/v1` that has no scope, so that none is served by an oversight. */
export function requireScopes({ routes }: Pick<Hono, 'routes'>): void {
  for (const { method, path } of routes) {
    if (path.startsWith('/v1/') && method !== 'ALL') scopesOf(`${method} ${path}`)
  }
}

/** Compares with every key, whichever matches, so that the time taken tells nothing. */
function findKey(keys: readonly ApiKey[], authorization = ''): ApiKey | undefined {
  const presented = /^Bearer (\S+)$/i.exec(authorization)?.[1] ?? ''
  const digest = createHash('sha256').update(presented).digest()
  return keys.filter((key) => timingSafeEqual(key.sha256, digest)).at(0)
}

/** The route that will answer, as in `GET /v1/links/:id`; middleware is of every method. */
function routeCalled(c: Context): string | undefined {
  const route = matchedRoutes(c).find(({ method }) => method !== 'ALL')
  return route && `${route.method} ${route.path}`
}

/** Any one of them opens the route. */
function scopesOf(route: string): readonly Scope[] {
  const told = route.replaceAll(/:(\w+)/g, '{$1}')
  const scopes = Object.entries(routeScopes).find(([known]) => known === told)?.[1]
  if (!scopes) throw new Error(`${told} has no scope in api/route-scopes.ts`)
  return typeof scopes === 'string' ? [scopes] : scopes
}
