import type { Context } from 'hono'
import type { Occasion } from '../faults/plan.ts'
import type { ApiEnv } from './env.ts'

const UUIDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi
const LINK_IN_A_BODY = new RegExp(`"link"\\s*:\\s*"(${UUIDS.source})"`, 'i')

const RESOURCES: Record<string, string> = {
  '/api/links/': 'LINK',
  '/api/br/employments/': 'EMPLOYMENTS',
  '/api/owners/': 'OWNERS',
}

/** What a switch can tell a request by: its place in the OpenAPI file, the resource, the link. */
export async function occasionOf(c: Context<ApiEnv>): Promise<Occasion> {
  const path = c.req.path.replace(UUIDS, '{id}')
  const collection = path.replace(/\{id\}.*$/, '')
  const link = await linkOf(c, collection)
  const resource = RESOURCES[collection]
  return {
    at: 'request',
    route: `${c.req.method} ${path}`,
    ...(resource && { resource }),
    ...(link && { link }),
  }
}

async function linkOf(c: Context<ApiEnv>, collection: string): Promise<string | undefined> {
  if (collection === '/api/links/') return c.req.path.match(UUIDS)?.[0]
  const asked = c.req.query('link')
  if (asked || c.req.method === 'GET') return asked
  return LINK_IN_A_BODY.exec(await c.req.text())?.[1]
}
