import type { MiddlewareHandler } from 'hono'
import { parseLinkId } from '../domain/link-id.ts'
import type { Db } from '../store/database.ts'
import { erasureOfConnection, erasureOfLink } from '../store/erasures.ts'
import type { KeyedEnv } from './auth.ts'
import { problem } from './problems.ts'

/**
 * Answers for whatever is asked of a link whose person is forgotten, or is about to be: one place, so
 * that no route can forget to ask. Erasing it again is answered by its own route.
 */
export function refuseForgottenLinks(db: Db): MiddlewareHandler<KeyedEnv> {
  return async (c, next) => {
    const link = parseLinkId(c.req.param('id') ?? '')
    if (!link || c.req.method === 'DELETE') return await next()
    const erasure = await erasureOfLink(db, link)
    return erasure ? problem(c, 'erased', { link, erasure }) : await next()
  }
}

/** The same for connections. */
export function refuseForgottenConnections(db: Db): MiddlewareHandler<KeyedEnv> {
  return async (c, next) => {
    const connection = parseLinkId(c.req.param('id') ?? '')
    const erasure = connection && (await erasureOfConnection(db, connection))
    return erasure ? problem(c, 'erased', { connection, erasure }) : await next()
  }
}
