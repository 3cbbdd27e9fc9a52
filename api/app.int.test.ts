import net from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../store/database.ts'
import { createApp } from './app.ts'
import { Problem } from './problems.ts'
import { knownLink } from './testing/known-link.ts'
import type { Door } from './testing/open-door.ts'
import { openDoor } from './testing/open-door.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())

const get = (path: string, init?: RequestInit) => fetch(door.url + path, init)

it('shows nothing under /v1 to a caller without a key, whatever the route and the method', async () => {
  const { paths } = (await (await get('/openapi.json')).json()) as { paths: object }
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
  )
  const keyed = routes.filter(([, path]) => path.startsWith('/v1'))

  expect(keyed.length).toBeGreaterThan(9)
  for (const [method, path] of [...keyed, ['GET', '/v1/unheard/of'] as const]) {
    const answer = await get(path.replace('{id}', '2f5d361d-dad6-45d4-a0bf-26d479766067'), {
      method,
    })
    expect([method, path, answer.status]).toEqual([method, path, 401])
  }
})

it('names every route that needs no key', async () => {
  const app = createApp(door.parts)
  const open = app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/v1'))
    .map(({ method, path }) => `${method} ${path}`)
  expect(new Set(open)).toEqual(
    new Set([
      'GET /healthz',
      'GET /readyz',
      'GET /metrics',
      'POST /webhooks/belvo',
      'GET /connect.css',
      'GET /connect/:id',
      'POST /connect/:id',
      'GET /callbacks/:connectionId/success',
      'GET /callbacks/:connectionId/exit',
      'GET /callbacks/:connectionId/event',
      'GET /openapi.json',
      'GET /docs',
      'GET /docs/start.js',
      'GET /docs/swagger-ui.css',
      'GET /docs/swagger-ui-bundle.js',
    ]),
  )
})

it('documents a parameter as required only where nothing can be answered without it', async () => {
  type Parameter = { name: string; in: string; required: boolean }
  const { paths } = (await (await get('/openapi.json')).json()) as {
    paths: Record<string, Record<string, { parameters?: Parameter[] }>>
  }
  const parameters = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap((route) => route.parameters ?? [])

  expect(parameters.length).toBeGreaterThan(9)
  for (const { name, in: place, required } of parameters) {
    const isPathOfValue = place === 'query' && name === 'path'
    expect(required, name).toBe(place === 'path' || isPathOfValue)
  }
})

it('serves its API page from itself alone', async () => {
  const answer = await get('/docs')
  const page = await answer.text()
  const assets = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '')

  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(assets).toHaveLength(3)
  for (const asset of assets) expect((await get(asset)).status).toBe(200)
})

it('answers unknown addresses and bodies that are no JSON with problems', async () => {
  const unknown = await get('/nowhere')
  const garbled = await door.ask('operate', `/v1/links/${crypto.randomUUID()}/retry`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  })

  expect(Problem.parse(await unknown.json())).toMatchObject({ type: '/problems/route-unknown' })
  expect(Problem.parse(await garbled.json())).toMatchObject({ type: '/problems/malformed-request' })
})

it('puts security headers on every answer', async () => {
  for (const path of ['/healthz', '/v1/links', '/nowhere']) {
    const { headers } = await get(path)
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  }
})

it('is ready without Temporal', async () => {
  expect((await get('/readyz')).status).toBe(200)
})

it('says with a trace and without a stack that PostgreSQL is away, and is not ready', async () => {
  await using db = openDatabase('postgres://nobody@127.0.0.1:1/none', 1)
  const lame = await openDoor({ db })

  const links = await lame.ask('read', '/v1/links')
  const ready = await fetch(`${lame.url}/readyz`)
  const alive = await fetch(`${lame.url}/healthz`)

  const said = Problem.parse(await links.json())
  expect(said).toMatchObject({ type: '/problems/database-away', status: 503 })
  expect(lame.logged.join()).toContain(said.trace)
  expect(ready.status).toBe(503)
  expect(alive.status).toBe(200)
  await lame.close()
})

it('answers 500 with a trace and nothing of what failed', async () => {
  const orchestrator = {
    ...door.parts.orchestrator,
    refreshNow: () => Promise.reject(new Error('Maria, 529.982.247-25')),
  }
  const lame = await openDoor({ orchestrator })
  const linkId = await knownLink(lame.db)

  const answer = await lame.ask('operate', `/v1/links/${linkId}/refresh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"reason":"to see it fail"}',
  })

  const text = await answer.text()
  const said = Problem.parse(JSON.parse(text))
  expect(said).toMatchObject({ type: '/problems/unexpected-failure', status: 500 })
  expect(lame.logged.join()).toContain(said.trace)
  expect(text + lame.logged.join()).not.toMatch(/Maria|529\.982/)
  await lame.close()
})

it('refuses a request that says its length twice', async () => {
  const socket = net.connect(Number(new URL(door.url).port), '127.0.0.1')
  socket.write(
    'POST /webhooks/belvo HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
  )
  const [data] = await new Promise<[Buffer]>((resolve) =>
    socket.once('data', (chunk) => resolve([chunk])),
  )
  expect(String(data)).toMatch(/^HTTP\/1\.1 400 /)
  socket.destroy()
})
