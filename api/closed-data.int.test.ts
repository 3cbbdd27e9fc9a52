import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readNames } from './pages/read-names.ts'
import { knownLink } from './testing/known-link.ts'
import type { Door } from './testing/open-door.ts'
import { openDoor } from './testing/open-door.ts'

let door: Door
let dataRoutes: string[]
beforeAll(async () => {
  door = await openDoor()
  dataRoutes = await routesOfData()
})
afterAll(() => door.close())

type Over = NonNullable<Parameters<typeof knownLink>[1]>

/** How a route is asked that is about more than the link. */
const asked: Readonly<Record<string, string>> = {
  '/v1/links/{id}/explain': `/v1/links/{id}/explain?path=employments/${randomUUID()}/salaries/2026-03`,
  '/v1/quarantine/{id}/{resource}': '/v1/quarantine/{id}/employments',
}

const aMinuteAgo = new Date(Date.now() - 60_000)
const inAMinute = new Date(Date.now() + 60_000)

it.each<[string, Over, string]>([
  ['has no legal ground', { ground: 'missing' }, 'ground-missing'],
  ['has one that expired', { ground_until: aMinuteAgo }, 'no-longer-permitted'],
  ['has one that was withdrawn', { ground: 'withdrawn' }, 'no-longer-permitted'],
  ['is of another person', { identity: 'mismatch' }, 'identity-mismatch'],
])(
  'no route hands out the data of a link that %s, nor says that it was read',
  async (_, over, slug) => {
    const linkId = await knownLink(door.db, over)
    expect(dataRoutes).toContain('/v1/links/{id}/owners')
    for (const route of dataRoutes) {
      const answer = await ask(route, linkId)
      expect(await answer.json(), route).toMatchObject({ type: `/problems/${slug}`, link: linkId })
    }
    expect(await readsOf(linkId)).toEqual([])
  },
)

it.each<[string, Over]>([
  ['a ground without an end', {}],
  ['a ground that still holds', { ground_until: inAMinute }],
  ['a mismatch that was let pass', { identity: 'mismatch', identity_released_at: aMinuteAgo }],
])('every data route answers with %s, and leaves a row that says so', async (_, over) => {
  const linkId = await knownLink(door.db, over)
  const answering = dataRoutes.filter((route) => asked[route] === undefined)
  for (const route of answering) expect((await ask(route, linkId)).status, route).toBe(200)
  expect(await readsOf(linkId)).toEqual(answering.toSorted())
})

it('every data route has a name for the person who reads that it was used', () => {
  expect(Object.keys(readNames)).toEqual(expect.arrayContaining(dataRoutes))
})

/** The routes that say they hand out data, as whatever does so must. */
async function routesOfData(): Promise<string[]> {
  const { paths } = (await (await fetch(`${door.url}/openapi.json`)).json()) as {
    paths: Record<string, { get?: { responses: Record<string, { description: string }> } }>
  }
  return Object.entries(paths)
    .filter(([, { get }]) => get?.responses['409']?.description.includes('identity-mismatch'))
    .map(([path]) => path)
}

async function ask(route: string, linkId: string): Promise<Response> {
  const path = (asked[route] ?? route).replace('{id}', linkId)
  const answer = await door.ask('read', path)
  return answer.status === 403 && (await isForAnotherKey(answer.clone()))
    ? await door.ask('identity', path)
    : answer
}

async function isForAnotherKey(answer: Response): Promise<boolean> {
  return ((await answer.json()) as { type: string }).type === '/problems/scope-missing'
}

async function readsOf(linkId: string): Promise<string[]> {
  const rows = await door.db
    .selectFrom('access')
    .select('route')
    .where('link_id', '=', linkId)
    .orderBy('route')
    .execute()
  return rows.map(({ route }) => route)
}
