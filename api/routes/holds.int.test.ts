import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LinkId } from '../../domain/link-id.ts'
import { createBelvoWatch } from '../../store/belvo-watch.ts'
import { askedConnection, postConnection } from '../testing/begin-connection.ts'
import type { BelvoBox } from '../testing/belvo-box.ts'
import { openBelvoBox } from '../testing/belvo-box.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'

let door: Door
let linkId: LinkId
beforeAll(async () => {
  door = await openDoor()
  linkId = await knownLink(door.db)
})
afterAll(() => door.close())
afterEach(() => door.db.deleteFrom('holds').execute())

async function post(path: string, more: object = {}) {
  const answer = await door.ask('operate', path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'keys are rotated', ...more }),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function read(path: string) {
  const scope = path.startsWith('/v1/holds') ? 'operate' : 'read'
  return (await (await door.ask(scope, path)).json()) as Record<string, unknown>
}

const by = 'the operate key'

it('holds everything, shows it on each link, and lifts it', async () => {
  const placed = await post('/v1/holds')
  expect(placed).toMatchObject({
    status: 201,
    body: { link: null, cause: 'operator', by, reason: 'keys are rotated', released: null },
  })
  expect(await post('/v1/holds')).toMatchObject({ status: 200, body: { id: placed.body['id'] } })
  expect(await read('/v1/holds')).toEqual({ items: [placed.body] })
  const { since } = placed.body
  expect(await read(`/v1/links/${linkId}`)).toMatchObject({
    status: 'current',
    held: { since, by, reason: 'keys are rotated' },
  })

  const nudgesBefore = door.nudges()
  const lifted = await post(`/v1/holds/${placed.body['id']}/release`, { reason: 'done' })
  expect(lifted).toMatchObject({ status: 200, body: { released: { by, reason: 'done' } } })
  expect(door.nudges()).toBe(nudgesBefore + 1)
  expect(await read('/v1/holds')).toEqual({ items: [] })
  expect(await read(`/v1/links/${linkId}`)).toMatchObject({ held: null })
})

it('holds one link and no other, by either address', async () => {
  const other = await knownLink(door.db)
  const placed = await post('/v1/holds', { linkId })
  expect(await post(`/v1/links/${linkId}/hold`)).toMatchObject({
    status: 202,
    body: { id: placed.body['id'], link: linkId },
  })
  expect(await read(`/v1/links/${other}`)).toMatchObject({ held: null })
  expect(await post(`/v1/links/${linkId}/release`)).toMatchObject({ status: 202 })
  expect(await read(`/v1/links/${linkId}`)).toMatchObject({ held: null })
  expect(await post(`/v1/links/${linkId}/release`)).toMatchObject({
    status: 404,
    body: { type: '/problems/hold-unknown' },
  })
})

it('tells in the timeline who held and released, and which notices wait', async () => {
  const held = await knownLink(door.db, { opened_at: new Date() })
  await post(`/v1/links/${held}/hold`)
  await post(`/v1/links/${held}/retry`)
  const waiting = (await read(`/v1/links/${held}/timeline`))['items'] as { state: string | null }[]
  expect(waiting.filter(({ state }) => state === 'held')).toHaveLength(3)
  await post(`/v1/links/${held}/release`, { reason: 'done' })
  const { items } = await read(`/v1/links/${held}/timeline`)
  expect(items).toContainEqual(expect.objectContaining({ kind: 'HoldPlaced', actor: by }))
  expect(items).toContainEqual(expect.objectContaining({ kind: 'HoldReleased', actor: by }))
  expect(items).not.toContainEqual(expect.objectContaining({ state: 'held' }))
})

it.each(['refresh', 'disconnect'])(
  'answers %s of a held link without asking anybody',
  async (verb) => {
    await post(`/v1/links/${linkId}/hold`)
    expect(await post(`/v1/links/${linkId}/${verb}`)).toMatchObject({
      status: 503,
      body: { type: '/problems/calls-held', link: linkId },
    })
  },
)

it('answers 404 to links and holds that are not known, and 400 to a reason with a person in it', async () => {
  expect((await post('/v1/holds', { linkId: randomUUID() })).status).toBe(404)
  expect((await post(`/v1/links/${randomUUID()}/hold`)).status).toBe(404)
  expect((await post(`/v1/holds/${randomUUID()}/release`)).status).toBe(404)
  expect((await post('/v1/holds', { reason: 'asked by 529.982.247-25' })).status).toBe(400)
})

describe('a connection', () => {
  let box: BelvoBox
  let connecting: Door
  beforeAll(async () => {
    connecting = await openDoor({
      belvo: { issueWidgetToken: (...order) => box.belvo.issueWidgetToken(...order) },
    })
    box = await openBelvoBox({ watch: createBelvoWatch(connecting.db, () => {}) })
  })
  afterAll(async () => {
    await connecting.close()
    await box.close()
  })

  it('is kept while everything is held, and asks Belvo nothing', async () => {
    await connecting.ask('operate', '/v1/holds', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ reason: 'keys are rotated' }),
    })
    const answer = await postConnection(connecting, askedConnection)
    expect(await answer.json()).toMatchObject({
      type: '/problems/calls-held',
      connection: expect.any(String),
    })
    expect(box.tokenRequests).toEqual([])
  })
})
