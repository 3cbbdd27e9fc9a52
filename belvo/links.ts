import type { LinkReport } from '../domain/link-report.ts'
import type { Sent } from './reading.ts'
import { needed, optional, orNull, record, unread } from './reading.ts'
import { instant, linkId, oneOf, text } from './wire.ts'

const link = record({
  id: needed(linkId),
  institution: needed(text),
  access_mode: optional(orNull(oneOf('single', 'recurrent'))),
  last_accessed_at: optional(orNull(instant)),
  created_at: optional(instant),
  external_id: optional(orNull(text)),
  institution_user_id: optional(unread('text')),
  status: optional(oneOf('valid', 'invalid', 'unconfirmed', 'token_required')),
  created_by: optional(unread('text')),
  refresh_rate: optional(orNull(oneOf('6h', '12h', '24h', '7d', '30d'))),
  credentials_storage: optional(unread('text')),
  fetch_resources: optional(unread('list')),
  stale_in: optional(orNull(text)),
})

/** A link as Belvo documents it, and what we keep of it; no key but `id` and `institution` can be counted on. */
export const belvoLink = {
  name: 'link',
  reader: link,
  toOurs: (sent: Sent<typeof link>): LinkReport => ({
    linkId: sent.id,
    institution: sent.institution,
    status: sent.status,
    accessMode: sent.access_mode,
    refreshRate: sent.refresh_rate,
    staleIn: sent.stale_in,
    externalId: sent.external_id,
    createdAt: sent.created_at,
    lastAccessedAt: sent.last_accessed_at,
  }),
}
