import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

it.each(told.filter(({ scope }) => scope !== '–'))(
  '$route asks for the scope $scope',
  async (row) => {
    const [method = '', path = ''] = row.route.split(' ')
    const answer = await door.ask('erase', path.replace('{id}', randomUUID()), { method })
    expect(await answer.json()).toMatchObject({
      type: '/problems/scope-missing',
      detail: expect.stringMatching(`scope ${row.scope}$`),
    })
  },
)
