import type { Box } from '../state.ts'
import { ask } from './ask.ts'
import { keep } from './collect.ts'
import { areKept } from './credentials.ts'
import { letsIn } from './institution.ts'
import type { Link, Resource } from './link.ts'
import type { StoredRecord } from './records.ts'
import { recordsFrom } from './records.ts'

const REFUSALS_UNTIL_INVALID = 6

export type Entrance =
  | { kind: 'open' }
  | { kind: 'unconfirmed' | 'invalid' | 'expired' | 'down' | 'busy' | 'login-error' }
  | { kind: 'token-required'; session: string }

/**
 * Whether the institution can be asked with a link right now. Six refusals in a row make the link
 * invalid ("Belvo API errors", `invalid_link`).
 */
export function enter(box: Box, link: Link): Entrance {
  const now = box.clock.now()
  if (link.status === 'unconfirmed') return { kind: 'unconfirmed' }
  if (link.status === 'token_required')
    return { kind: 'token-required', session: link.session ?? '' }
  if (link.status === 'invalid') return { kind: 'invalid' }
  if (!areKept(link, now)) return { kind: 'expired' }
  if (box.settings.institutionStatus === 'down') return { kind: 'down' }
  if (Object.keys(link.collecting).length > 0) return { kind: 'busy' }
  link.lifeAt = Math.max(link.lifeAt, now)
  if (letsIn(box, link)) return { kind: 'open' }
  link.refusals += 1
  if (link.refusals >= REFUSALS_UNTIL_INVALID) link.status = 'invalid'
  return { kind: 'login-error' }
}

/** Asks the institution while the client waits. Without `save` Belvo keeps nothing of it. */
export function retrieve(box: Box, link: Link, resource: Resource, save: boolean): StoredRecord[] {
  const now = box.clock.now()
  link.lastAccessedAt = now
  link.refusals = 0
  if (save) keep(box, link, resource, link.lifeAt)
  const unsaved = { firstAt: now, at: now, lifeAt: link.lifeAt, changedAt: {}, deleted: [] }
  const kept = save ? link.collected[resource] : undefined
  return recordsFrom(box, link, resource, kept ?? unsaved)
}

/** Asks the institution while the client does something else; a webhook tells. */
export function retrieveLater(box: Box, link: Link, resource: Resource): string {
  const requestId = box.ids.uuid('call')
  ask(box, link, [resource], { cause: 'recurrent', requestId })
  return requestId
}
