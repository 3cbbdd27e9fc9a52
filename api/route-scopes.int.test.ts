import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Scope } from '../config/config.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Owner } from '../domain/owner.ts'
import { Private } from '../domain/private.ts'
import { syntheticCpf } from '../simulator/lives/cpf.ts'
import { placeHold } from '../store/holds.ts'
import { routeScopes } from './route-scopes.ts'
import { keptNotice } from './testing/kept-notice.ts'
import { knownLink } from './testing/known-link.ts'
import { learnedOwners } from './testing/learned.ts'
import type { Door } from './testing/open-door.ts'
import { openDoor } from './testing/open-door.ts'

const routes = Object.entries(routeScopes)
const externalId = 'an_id_that_leads_to_the_person'
const cpf = syntheticCpf(540_001)
const scopes: Scope[] = ['connect', 'read', 'identity', 'operate', 'erase']

const owner: Owner = {
  belvoId: randomUUID(),
  documentType: 'CPF',
  personal: {
    internalIdentification: new Private(cpf),
    documentNumber: new Private(cpf),
    displayName: null,
    email: null,
    phoneNumber: null,
    address: null,
  },
  collectedAt: null,
}

let door: Door
let known: LinkId
let foreign: string
beforeAll(async () => {
  door = await openDoor()
  known = await knownLink(door.db, { external_id: externalId })
  await learnedOwners(door, known, [owner])
  await placeHold(door.db, { linkId: known, cause: 'operator', actor: 'desk', reason: 'a test' })
  await keptNotice(door.db, known)
  foreign = await knownLink(door.db, { status: 'foreign', institution: 'another_institution' })
})
afterAll(() => door.close())

it('every route behind a key stands in the table, and nothing else', async () => {
  const { paths } = (await (await fetch(`${door.url}/openapi.json`)).json()) as {
    paths: Record<string, object>
  }
  const served = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const keyed = served.filter((route) => route.includes(' /v1/'))
  expect(routes.map(([route]) => route).toSorted()).toEqual(keyed.toSorted())
})

it.each(
  routes.filter(
    ([route, needed]) => route.startsWith('GET') && [needed].flat().includes('operate'),
  ),
)('%s shows an operator nothing that leads to the person', async (route) => {
  const answer = await (await ask('operate', route, known)).text()
  for (const personal of [externalId, cpf]) expect(answer).not.toContain(personal)
})

it.each(routes)('%s opens to the scope %s alone, whatever the id', async (route, needed) => {
  const opening = [needed].flat()
  for (const scope of scopes.filter((other) => !opening.some((one) => one === other))) {
    const refusals = [randomUUID(), known, foreign].map(async (id) => {
      const answer = await ask(scope, route, id)
      return { status: answer.status, ...((await answer.json()) as object) }
    })
    for (const refusal of await Promise.all(refusals)) {
      expect(refusal, scope).toMatchObject({
        status: 403,
        type: '/problems/scope-missing',
        detail: `This needs the scope ${opening.join(' or ')}`,
      })
    }
  }
  for (const scope of opening) {
    const allowed = await ask(scope, route, known)
    expect(await typeOf(allowed), scope).not.toBe('/problems/scope-missing')
  }
})

it.each(routes)('%s is closed without a key and with an unknown one', async (route) => {
  for (const headers of [{}, { authorization: 'Bearer k-nobody' }]) {
    const answer = await fetch(door.url + pathOf(route, known), {
      method: methodOf(route),
      headers,
    })
    expect(answer.status).toBe(401)
  }
})

it.each(routes.filter(([route]) => route.includes('{id}')))(
  '%s knows nothing of an id that was never met',
  async (route, needed) => {
    const [scope] = [needed].flat()
    const answer = await ask(scope as Scope, route, randomUUID())
    expect([400, 404]).toContain(answer.status)
  },
)

function ask(scope: Scope, route: string, id: string): Promise<Response> {
  const method = methodOf(route)
  const asked = { reason: 'To walk through every route' }
  return door.ask(scope, pathOf(route, id), {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify(asked) }),
  })
}

const methodOf = (route: string) => route.split(' ')[0] ?? ''

function pathOf(route: string, id: string): string {
  const path = route.split(' ')[1] ?? ''
  return path.replace('{id}', id).replace('{resource}', 'owners')
}

async function typeOf(answer: Response): Promise<string | undefined> {
  return ((await answer.json()) as { type?: string }).type
}
