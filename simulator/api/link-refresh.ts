import type { Context } from 'hono'
import { z } from 'zod'
import { offers } from '../institutions.ts'
import { refresh } from '../links/ask.ts'
import { areKept } from '../links/credentials.ts'
import { RESOURCES } from '../links/link.ts'
import type { Box } from '../state.ts'
import { bodyOf } from './body.ts'
import type { ApiEnv } from './env.ts'
import { Refusal, refusal } from './errors.ts'
import { fetchResources } from './fields.ts'
import { linkById } from './link-by-id.ts'

const RefreshRequest = z.object({ fetch_resources: fetchResources.nullish() })

/** `POST /api/links/{id}/refresh/`: history again, for any link, once in ten minutes. */
export function refreshLink(box: Box) {
  return async (c: Context<ApiEnv>) => {
    const link = linkById(box, c.req.param('id'))
    const { fetch_resources } = await bodyOf(c, RefreshRequest)
    const now = box.clock.now()
    const leftMs = (link.refreshAskedAt ?? -Infinity) + box.settings.refreshCooldownMs - now
    if (leftMs > 0) throw tooSoon(leftMs)
    if (link.status !== 'valid') throw refusal('invalid_link')
    if (!areKept(link, now)) throw refusal('expired_credentials')
    if (box.settings.institutionStatus === 'down') throw refusal('institution_down')
    const asked = fetch_resources ?? [...RESOURCES]
    const resources = asked.filter((resource) => offers(link.institution, resource))
    link.refreshAskedAt = now
    const requestId = box.ids.uuid('call')
    refresh(box, link, resources, { cause: 'historical', requestId })
    return c.json({ request_id: requestId }, 202)
  }
}

function tooSoon(leftMs: number): Refusal {
  const minutes = Math.ceil(leftMs / 60_000)
  return new Refusal(409, {
    code: 'link_refreshed',
    message: `The link was refreshed recently. Please try again in ${minutes} minutes.`,
  })
}
