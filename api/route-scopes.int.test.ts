import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Scope } from '../config/config.ts'
import type { LinkId } from '../domain/link-id.ts'
import { bakery, marina, pay } from '../domain/testing/records.ts'
import { placeHold } from '../store/holds.ts'
import { routeScopes } from './route-scopes.ts'
import { keptNotice } from './testing/kept-notice.ts'
import { knownLink } from './testing/known-link.ts'
import { learnedEmployments, learnedOwners } from './testing/learned.ts'
import type { Door } from './testing/open-door.ts'
import { openDoor } from './testing/open-door.ts'

const routes = Object.entries(routeScopes)
const externalId = 'an_id_that_leads_to_the_person'
const scopes: Scope[] = ['connect', 'read', 'identity', 'operate', 'erase']

const who = [marina.personal.documentNumber, marina.personal.displayName].map(
  (value) => value?.reveal() ?? '',
)
const work = [bakery.employer.name ?? '', bakery.employer.code ?? '', '7411.03']

/** What no key of a scope may find in any answer. */
const hiddenFrom: Readonly<Record<Scope, readonly string[]>> = {
  connect: [...who, ...work],
  read: who,
  identity: [],
  operate: [...who, ...work, externalId],
  erase: [...who, ...work],
}

let door: Door
let known: LinkId
let foreign: string
beforeAll(async () => {
  door = await openDoor()
  known = await knownLink(door.db, { external_id: externalId })
  const belvoId = '0199c0de-0000-7000-8000-00000000000a'
  const salaries = [pay('2026-09', '7411.03')]
  await learnedEmployments(door, known, [{ ...bakery, belvoId, salaries }])
  await learnedOwners(door, known, [{ ...marina, belvoId }])
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

it.each(routes.filter(([route]) => route.startsWith('GET')))(
  '%s shows no scope more of the person than it may see',
  async (route, needed) => {
    for (const scope of [needed].flat()) {
      const answer = await (await ask(scope, route, known)).text()
      for (const value of hiddenFrom[scope]) expect(answer, scope).not.toContain(value)
    }
  },
)

it('shows them to the scopes that may', async () => {
  const told = async (scope: Scope, route: string) =>
    await (await ask(scope, `GET /v1/links/{id}/${route}`, known)).text()
  const [owners, employments] = [
    await told('identity', 'owners'),
    await told('read', 'employments'),
  ]
  for (const value of who) expect(owners).toContain(value)
  for (const value of work) expect(employments).toContain(value)
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
  return path
    .replace('{id}', id)
    .replace('{resource}', 'owners')
    .replace('{externalId}', externalId)
}

async function typeOf(answer: Response): Promise<string | undefined> {
  return ((await answer.json()) as { type?: string }).type
}
