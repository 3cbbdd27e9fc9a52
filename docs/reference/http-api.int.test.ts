import { afterAll, beforeAll, expect, it } from 'vitest'
import { routeScopes } from '../../api/route-scopes.ts'
import type { Door } from '../../api/testing/open-door.ts'
import { openDoor } from '../../api/testing/open-door.ts'
import { tableRows } from './testing/page.ts'

const told = tableRows('http-api.md').map(([route = '', scope = '']) => ({
  route: route.replaceAll('`', ''),
  scope: scope.replaceAll('`', ''),
}))

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())

it('lists every route of the API', async () => {
  const { paths } = (await (await fetch(`${door.url}/openapi.json`)).json()) as {
    paths: Record<string, object>
  }
  const there = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(told.map(({ route }) => route).sort()).toEqual(there.sort())
})

it('tells the scope of every route behind a key, in the order of the table of scopes', () => {
  const keyed = told.filter(({ scope }) => scope !== '–')
  const there = Object.entries(routeScopes).map(([route, scopes]) => ({
    route,
    scope: [scopes].flat().join(' or '),
  }))
  expect(keyed).toEqual(there)
})
