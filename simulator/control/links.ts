import { Hono } from 'hono'
import { z } from 'zod'
import { breakCredentials } from '../links/break.ts'
import { statusOf } from '../links/credentials.ts'
import type { Link } from '../links/link.ts'
import type { Box } from '../state.ts'
import { inputOf } from './problem.ts'
import { changePassword, comeBack, connectPerson, linkOf, NewLink, refreshNow } from './verbs.ts'

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
    .post('/', async (c) => {
      return c.json(shown(box, connectPerson(box, await inputOf(c, NewLink))), 201)
    })
    .post('/:id/refresh', (c) => {
      const link = linkOf(box, c.req.param('id'))
      const requestId = refreshNow(box, link)
      return c.json({ requestId, link: shown(box, link) }, 202)
    })
    .post('/:id/break', (c) => {
      const link = linkOf(box, c.req.param('id'))
      changePassword(link)
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
      comeBack(box, link)
      return c.json(shown(box, link))
    })
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
