import type { Context } from 'hono'
import { z } from 'zod'
import { storageAllowed } from '../links/credentials.ts'
import type { Link } from '../links/link.ts'
import { linkText } from '../links/link-wire.ts'
import { becomeRecurrent, becomeSingle } from '../links/mode.ts'
import { answerSession, giveCredentials } from '../links/renew.ts'
import type { Box } from '../state.ts'
import { bodyOf } from './body.ts'
import type { ApiEnv } from './env.ts'
import { doesNotExist, Refusal, refusal } from './errors.ts'
import { fetchResources, STORAGE_REFUSED, staleIn } from './fields.ts'
import { linkById } from './link-by-id.ts'
import { json } from './paging.ts'

const Credentials = z.object({ password: z.string().min(1) })

/** `PUT /api/links/{id}/`: the person's credentials anew. */
export function updateCredentials(box: Box) {
  return async (c: Context<ApiEnv>) => {
    const link = linkById(box, c.req.param('id'))
    const { password } = await bodyOf(c, Credentials)
    if (box.settings.institutionStatus === 'down') throw refusal('institution_down')
    if (!giveCredentials(box, link, password)) throw refusal('login_error')
    return linkAnswer(c, box, link)
  }
}

const Modification = z.object({
  access_mode: z.enum(['single', 'recurrent']).nullish(),
  stale_in: staleIn.nullish(),
  fetch_resources: fetchResources.nullish(),
})

/** `PATCH /api/links/{id}/`: how, what and for how long data is kept. */
export function modifyLink(box: Box) {
  return async (c: Context<ApiEnv>) => {
    const link = linkById(box, c.req.param('id'))
    const { access_mode, stale_in, fetch_resources } = await bodyOf(c, Modification)
    if (access_mode === 'recurrent' && !storageAllowed(link.credentialsStorage, 'recurrent')) {
      throw new Refusal(400, { ...STORAGE_REFUSED, field: 'access_mode' })
    }
    if (stale_in) link.staleIn = stale_in
    if (fetch_resources) link.fetchResources = fetch_resources
    if (access_mode === 'recurrent') becomeRecurrent(box, link)
    if (access_mode === 'single') becomeSingle(box, link)
    return linkAnswer(c, box, link)
  }
}

export const Resumption = z.object({
  session: z.string().regex(/^[a-f0-9]{32}$/, 'Enter a valid session.'),
  link: z.uuid(),
  token: z.string().nullish(),
  save_data: z.boolean().nullish(),
})

/** `PATCH /api/links/`: the second factor of a link that waits for one. */
export function resumeLink(box: Box) {
  return async (c: Context<ApiEnv>) => {
    const request = await bodyOf(c, Resumption)
    return linkAnswer(c, box, resumed(box, request))
  }
}

/** The link of a session that was answered; throws when there is none. */
export function resumed(box: Box, request: z.infer<typeof Resumption>): Link {
  const link = box.links.get(request.link.toLowerCase())
  if (!link) throw doesNotExist('link', request.link)
  if (!answerSession(box, link, request.session)) throw refusal('session_expired')
  return link
}

function linkAnswer(c: Context, box: Box, link: Link): Response {
  return json(c, linkText(box, link))
}
