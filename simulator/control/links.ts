import { Hono } from 'hono'
import { z } from 'zod'
import { refresh } from '../links/ask.ts'
import { breakCredentials } from '../links/break.ts'
import { statusOf } from '../links/credentials.ts'
import type { Link } from '../links/link.ts'
import { RESOURCES } from '../links/link.ts'
import type { Opened } from '../links/open.ts'
import { open } from '../links/open.ts'
import { giveCredentials } from '../links/renew.ts'
import type { Box } from '../state.ts'
import { inputOf, Problem } from './problem.ts'

const NewLink = z.strictObject({
  cpf: z.string().regex(/^\d{11}$/, 'must be eleven digits'),
  externalId: z.string().nullable().default(null),
  accessMode: z.enum(['single', 'recurrent']).default('recurrent'),
})

const Breaking = z.strictObject({
  status: z.enum(['invalid', 'token_required', 'unconfirmed']).default('invalid'),
})

/**
 * People's links: connect, refresh now; `break` changes the password at the institution, which is
 * found out at the next retrieval; `invalidate` has it found out; `restore` gives credentials anew.
 */
export function linkRoutes(box: Box): Hono {
  return new Hono()
    .get('/', (c) => c.json({ items: [...box.links.values()].map((link) => shown(box, link)) }))
    .post('/', async (c) => c.json(shown(box, opened(box, await inputOf(c, NewLink))), 201))
    .post('/:id/refresh', (c) => {
      const link = linkOf(box, c.req.param('id'))
      const requestId = box.ids.uuid('call')
      refresh(box, link, link.fetchResources, { cause: 'recurrent', requestId })
      return c.json({ requestId, link: shown(box, link) }, 202)
    })
    .post('/:id/break', (c) => {
      const link = linkOf(box, c.req.param('id'))
      link.credentialsBroken = true
      return c.json(shown(box, link))
    })
    .post('/:id/invalidate', async (c) => {
      const { status } = await inputOf(c, Breaking)
      const link = linkOf(box, c.req.param('id'))
      breakCredentials(box, link, status)
      return c.json(shown(box, link))
    })
    .post('/:id/restore', (c) => {
      const link = linkOf(box, c.req.param('id'))
      giveCredentials(box, link, 'given by hand')
      return c.json(shown(box, link))
    })
}

/** Throws a problem that names `field` when there is no such link. */
export function linkOf(box: Box, id: string, field = 'id'): Link {
  const link = box.links.get(id.toLowerCase())
  if (!link) throw new Problem(404, 'There is no such link', [{ field, message: 'unknown' }])
  return link
}

function opened(box: Box, { cpf, externalId, accessMode }: z.infer<typeof NewLink>): Link {
  const person = box.people.byCpf(cpf)?.person
  if (!person)
    throw new Problem(404, 'There is no such person', [{ field: 'cpf', message: 'unknown' }])
  const outcome = open(box, {
    institution: person.institution,
    cpf,
    password: 'given by hand',
    accessMode,
    externalId,
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

/** The CPF is shown: everybody in the box is invented. */
function shown(box: Box, link: Link) {
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  const person = box.people.byCpf(link.cpf)?.person
  return {
    id: link.id,
    institution: link.institution,
    cpf: link.cpf,
    persona: person?.persona ?? null,
    name: person?.name ?? null,
    externalId: link.externalId,
    accessMode: link.accessMode,
    status: statusOf(link, box.clock.now()),
    credentialsBroken: link.credentialsBroken,
    createdAt: iso(link.createdAt),
    lastAccessedAt: iso(link.lastAccessedAt),
    lifeAt: iso(link.lifeAt),
    collecting: Object.keys(link.collecting),
  }
}
