import type { Box } from '../state.ts'
import { ask } from './ask.ts'
import { knows } from './institution.ts'
import type { Link } from './link.ts'

/**
 * The person gives their credentials anew. When the institution takes them the link is valid
 * again; a recurrent one is asked for at once, and `historical_update` webhooks follow.
 */
export function giveCredentials(box: Box, link: Link, password: string): boolean {
  if (!knows(box, link.institution, link.cpf, password)) return false
  letIn(box, link)
  return true
}

/** The second factor, for a link that waits for one: `false` if this is not its session. */
export function answerSession(box: Box, link: Link, session: string): boolean {
  if (link.session !== session) return false
  letIn(box, link)
  return true
}

function letIn(box: Box, link: Link): void {
  link.status = 'valid'
  link.session = null
  link.credentialsBroken = false
  link.refusals = 0
  link.credentialsGivenAt = link.lifeAt
  link.lastAccessedAt = box.clock.now()
  if (link.accessMode === 'recurrent') {
    ask(box, link, link.fetchResources, { cause: 'historical', requestId: box.ids.uuid('call') })
  }
}
