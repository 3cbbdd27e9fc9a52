import { z } from 'zod'
import { refresh } from '../links/ask.ts'
import type { Link } from '../links/link.ts'
import { RESOURCES } from '../links/link.ts'
import type { Opened } from '../links/open.ts'
import { open } from '../links/open.ts'
import { giveCredentials } from '../links/renew.ts'
import type { Box } from '../state.ts'
import { Problem } from './problem.ts'

/** Throws a problem that names `field` when there is no such link. */
export function linkOf(box: Box, id: string, field = 'id'): Link {
  const link = box.links.get(id.toLowerCase())
  if (!link) throw new Problem(404, 'There is no such link', [{ field, message: 'unknown' }])
  return link
}

export const NewLink = z.strictObject({
  cpf: z.string().regex(/^\d{11}$/, 'must be eleven digits'),
  externalId: z.string().nullable().default(null),
  accessMode: z.enum(['single', 'recurrent']).default('recurrent'),
})

/** A person connects at their institution, without the widget. */
export function connectPerson(box: Box, { cpf, ...asked }: z.infer<typeof NewLink>): Link {
  const person = box.people.byCpf(cpf)?.person
  if (!person) {
    throw new Problem(404, 'There is no such person', [{ field: 'cpf', message: 'unknown' }])
  }
  const outcome = open(box, {
    ...asked,
    institution: person.institution,
    cpf,
    password: 'given by hand',
    fetchResources: [...RESOURCES],
    credentialsStorage: null,
    staleIn: null,
  })
  if (outcome.kind === 'opened') return outcome.link
  throw new Problem(409, REASONS[outcome.kind])
}

const REASONS: Record<Exclude<Opened['kind'], 'opened'>, string> = {
  'institution-down': 'The institution is down',
  'login-error': 'The institution does not let this person in',
  duplicated: 'This person has a link already',
  'storage-not-allowed': 'Credentials cannot be kept like this',
}

/** The interval of a link passes now. Returns the request id of the webhooks to come. */
export function refreshNow(box: Box, link: Link): string {
  if (box.settings.institutionStatus === 'down') throw new Problem(409, 'The institution is down')
  const requestId = box.ids.uuid('call')
  refresh(box, link, link.fetchResources, { cause: 'recurrent', requestId })
  return requestId
}

/** The password is changed at the institution, which is found out when it is asked next. */
export function changePassword(link: Link): void {
  link.credentialsBroken = true
}

/** The person comes back and gives the credentials of today. */
export function comeBack(box: Box, link: Link): void {
  giveCredentials(box, link, 'given by hand')
}
