import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LinkId } from '../../domain/link-id.ts'
import { askedConnection } from '../testing/begin-connection.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())

const { legalGround } = askedConnection
const post = (scope: 'connect' | 'operate', path: string, body: object) =>
  door.ask(scope, path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const record = (link: LinkId, body: object = legalGround) =>
  post('connect', `/v1/links/${link}/grounds`, body)
const withdraw = (link: LinkId) =>
  post('operate', `/v1/links/${link}/grounds/withdraw`, { reason: 'the person asked' })
const listOf = async (link: LinkId) => {
  const answer = await door.ask('read', `/v1/links/${link}/grounds`)
  return ((await answer.json()) as { items: object[] }).items
}
const groundOf = async (link: LinkId) =>
  ((await (await door.ask('read', `/v1/links/${link}`)).json()) as { ground: string }).ground
const statusOf = async (link: LinkId) =>
  (await door.ask('read', `/v1/links/${link}/employments`)).status

const withoutGround = { ground: 'missing' } as const

it('opens the data of a link from the ground on, and closes it from the withdrawal on', async () => {
  const link = await knownLink(door.db, withoutGround)
  expect([await groundOf(link), await statusOf(link)]).toEqual(['missing', 409])
  expect((await record(link)).status).toBe(201)
  expect([await groundOf(link), await statusOf(link)]).toEqual(['in_force', 200])
  const nudged = door.nudges()
  expect(await (await withdraw(link)).json()).toEqual({ outcome: 'withdrawn' })
  expect(door.nudges()).toBe(nudged + 1)
  expect([await groundOf(link), await statusOf(link)]).toEqual(['withdrawn', 403])
  expect(await (await withdraw(link)).json()).toEqual({ outcome: 'withdrawn_before' })
})

it('shows every ground with who recorded it and how it ended', async () => {
  const link = await knownLink(door.db, withoutGround)
  await record(link)
  await withdraw(link)
  await record(link, { ...legalGround, basis: 'contract', validUntil: '2030-01-01T00:00:00Z' })
  expect(await listOf(link)).toMatchObject([
    {
      basis: 'consent',
      connection: null,
      recordedBy: 'the connect key',
      withdrawn: { by: 'the operate key', reason: 'the person asked' },
    },
    { basis: 'contract', validUntil: '2030-01-01T00:00:00.000Z', withdrawn: null },
  ])
  expect(await groundOf(link)).toBe('in_force')
})

it('has the timeline tell of both, in words and without the ground’s text', async () => {
  const link = await knownLink(door.db, withoutGround)
  await record(link)
  await withdraw(link)
  const answer = await (await door.ask('read', `/v1/links/${link}/timeline`)).text()
  expect(answer).toContain('GroundRecorded')
  expect(answer).toContain('withdrew the legal ground')
  expect(answer).not.toContain(legalGround.purpose)
})

it('withdraws nothing where no ground is, and records none that ends before it begins', async () => {
  const link = await knownLink(door.db, withoutGround)
  expect((await withdraw(link)).status).toBe(409)
  const ended = { ...legalGround, validUntil: '2020-01-01T00:00:00Z' }
  expect((await record(link, ended)).status).toBe(400)
  expect((await record(randomUUID() as LinkId)).status).toBe(404)
})

it('asks Belvo to refresh nothing whose ground is missing or has ended', async () => {
  for (const [over, status] of [
    [{ ground: 'missing' }, 409],
    [{ ground_until: new Date(0) }, 403],
  ] as const) {
    const link = await knownLink(door.db, over)
    const answer = await post('operate', `/v1/links/${link}/refresh`, { reason: 'to be sure' })
    expect(answer.status).toBe(status)
  }
})

it('shows who read a link’s data, the newest first and page by page', async () => {
  const link = await knownLink(door.db)
  await door.ask('read', `/v1/links/${link}/employments`)
  await door.ask('identity', `/v1/links/${link}/owners`)
  const page = async (query: string) =>
    (await (await door.ask('identity', `/v1/links/${link}/access?${query}`)).json()) as {
      items: object[]
      nextCursor: string | null
    }
  const first = await page('limit=1')
  expect(first.items).toMatchObject([
    { key: 'the identity key', route: '/v1/links/{id}/owners', at: expect.any(String) },
  ])
  const second = await page(`limit=1&cursor=${first.nextCursor}`)
  expect(second).toMatchObject({ items: [{ key: 'the read key' }], nextCursor: null })
})
