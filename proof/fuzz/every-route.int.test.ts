import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { routeScopes } from '../../api/route-scopes.ts'
import { askedConnection } from '../../api/testing/begin-connection.ts'
import { knownLink } from '../../api/testing/known-link.ts'
import type { Door } from '../../api/testing/open-door.ts'
import { openDoor } from '../../api/testing/open-door.ts'
import { BelvoUnavailable } from '../../belvo/errors.ts'

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly requestBody?: object
}
type Paths = Record<string, Record<string, Operation>>
type Route = keyof typeof routeScopes

const runs = Number(process.env['FUZZ_RUNS'] ?? 4)
const routes = Object.keys(routeScopes) as Route[]

let door: Door
let paths: Paths
let linkId: string
beforeAll(async () => {
  const away = () => Promise.reject(new BelvoUnavailable('no_belvo_in_this_test'))
  door = await openDoor({ belvo: { issueWidgetToken: away } })
  const description = await fetch(`${door.url}/openapi.json`)
  paths = ((await description.json()) as { paths: Paths }).paths
  linkId = await knownLink(door.db)
})
afterAll(() => door.close())

/** A body that fits, where it is not the reason alone. */
const bodies: Readonly<Partial<Record<Route, object>>> = {
  'POST /v1/connections': askedConnection,
  'POST /v1/links/{id}/grounds': askedConnection.legalGround,
  'POST /v1/notices/retry': { reason: 'To walk through every route', state: 'stuck' },
}

const hostile = fc.oneof(
  fc.constantFrom(
    "' or 1=1 --",
    "'; drop table links; --",
    '\\"; select pg_sleep(5); --',
    '$1',
    '\0',
    '%00',
    '../../../etc/passwd',
    '{"$ne":null}',
    '$' + '{7*7}',
    '{{constructor}}',
    '\u202e\ufeff',
    '9'.repeat(400),
    '-1',
    'null',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

it.each(routes)('%s takes hostile text anywhere as text, and does not fail', async (route) => {
  const { parameters = [] } = operationOf(route)
  const places = [...parameters.map(({ name }) => name), ...Object.keys(bodyOf(route) ?? {})]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('nothing', ...places), hostile, async (place, text) => {
      const answer = await send(route, { [place]: text })
      expect(answer.status, await answer.text()).not.toBe(500)
    }),
    { numRuns: runs * places.length },
  )
})

it('leaves every table where it was, and the link in it', async () => {
  const { rows } = await sql`select from links where link_id = ${linkId}`.execute(door.db)
  expect(rows).toHaveLength(1)
})

it.each(routes.filter((route) => bodyOf(route)))(
  '%s takes no field that it does not name, were it a column of ours',
  async (route) => {
    if (!operationOf(route).requestBody) return
    const { rows } = await sql<{ name: string }>`
      select distinct column_name as name from information_schema.columns
      where table_schema = 'public'`.execute(door.db)
    const known = new Set(Object.keys(bodyOf(route) ?? {}))
    const names = rows.map(({ name }) => name).filter((name) => !known.has(name))
    for (const name of [...names, 'constructor', 'toString', 'isAdmin', 'scopes']) {
      const answer = await send(route, {}, { [name]: 'x' })
      expect(answer.status, name).toBe(400)
      expect(await answer.text()).toMatch(new RegExp(`(\\\\"|json\\.)${name}\\b`))
    }
  },
)

function operationOf(route: Route): Operation {
  const [method = '', path = ''] = route.split(' ')
  return paths[path]?.[method.toLowerCase()] ?? {}
}

function bodyOf(route: Route): Record<string, unknown> | undefined {
  if (!route.startsWith('POST')) return undefined
  return { ...(bodies[route] ?? { reason: 'To walk through every route' }) }
}

/** Calls a route with what fits, but for what `over` names, in path, query, header or body. */
async function send(
  route: Route,
  over: Readonly<Record<string, string>>,
  more: object = {},
): Promise<Response> {
  const [method = '', path = ''] = route.split(' ')
  const id = path.startsWith('/v1/notices') ? '1' : linkId
  const fitting: Readonly<Record<string, string>> = { id, resource: 'owners', position: '1' }
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(wellFormed(over[name] ?? fitting[name] ?? 'applicant_8842')),
  )
  const asked = new URLSearchParams()
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  for (const { name, in: where } of operationOf(route).parameters ?? []) {
    const value = over[name]
    if (value === undefined) continue
    if (where === 'query') asked.set(name, value)
    if (where === 'header') headers[name] = encodeURIComponent(wellFormed(value))
  }
  const [scope] = [routeScopes[route]].flat()
  const body = bodyOf(route)
  const told = body && { ...body, ...pick(over, Object.keys(body)), ...more }
  return await door.ask(scope as 'read', `${filled}?${asked}`, {
    method,
    headers,
    ...(told && { body: JSON.stringify(told) }),
  })
}

const wellFormed = (text: string) => text.toWellFormed()

function pick(from: Readonly<Record<string, string>>, names: readonly string[]) {
  return Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)))
}
