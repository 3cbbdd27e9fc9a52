import { Hono } from 'hono'
import { z } from 'zod'
import { RESOURCES } from '../links/link.ts'
import type { Box } from '../state.ts'
import { WidgetLook } from '../widget/look.ts'
import { issueTokens } from '../widget/token.ts'
import { wrongKeys } from './auth.ts'
import { bodyOf } from './body.ts'
import type { ApiEnv } from './env.ts'
import { doesNotExist, invalid, notAllowed, Refusal } from './errors.ts'
import { credentialsStorage, fetchResources, staleIn } from './fields.ts'

const SCOPES = 'read_institutions,write_links'

const Keys = z.object({ id: z.string().min(1), password: z.string().min(1) })

const TokenRequest = z.object({
  scopes: z.string().min(1),
  fetch_resources: fetchResources,
  stale_in: staleIn.nullish(),
  credentials_storage: credentialsStorage.nullish(),
  external_id: z.string().nullish(),
  link_id: z.null().optional(),
  widget: WidgetLook,
})

/** The official SDKs send no more than this for a link that needs its person. */
const UpdateRequest = TokenRequest.partial().extend({
  scopes: z.string().min(1),
  link_id: z.uuid(),
})

/** `POST /api/token/`: the keys are in the body, not in a header ("Employments Brazil" guide). */
export function tokenRoutes(box: Box): Hono<ApiEnv> {
  return new Hono<ApiEnv>()
    .post('/', async (c) => {
      const keys = await bodyOf(c, Keys)
      if (keys.id !== box.secretId || keys.password !== box.secretPassword) throw wrongKeys()
      const { link_id } = await bodyOf(c, z.object({ link_id: z.unknown().optional() }))
      const request = await bodyOf(c, link_id ? UpdateRequest : TokenRequest)
      if (!scopesSuffice(request.scopes, Boolean(link_id))) {
        throw invalid('scopes', `Scopes must be ${SCOPES}.`)
      }
      if (request.link_id && !box.links.has(request.link_id)) {
        throw doesNotExist('link_id', request.link_id)
      }
      if (!link_id) requireAll(request.fetch_resources)
      return c.json(issueTokens(box, request))
    })
    .all('/', notAllowed)
}

/** The guide wants them exactly; the SDKs ask for more by default when they name a link. */
function scopesSuffice(scopes: string, update: boolean): boolean {
  if (!update) return scopes === SCOPES
  const asked = scopes.split(',')
  return SCOPES.split(',').every((scope) => asked.includes(scope))
}

function requireAll(resources: readonly string[] | undefined): void {
  const missing = RESOURCES.filter((resource) => !resources?.includes(resource))
  if (missing.length === 0) return
  throw new Refusal(400, {
    code: 'invalid_fetch_resources',
    message: `Missing resources: ${missing.join(', ')}.`,
    field: 'fetch_resources',
  })
}
