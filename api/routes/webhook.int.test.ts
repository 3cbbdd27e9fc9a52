import net from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { noticeBodyPlace } from '../../store/archive-notices.ts'
import { openDatabase } from '../../store/database.ts'
import { unseal } from '../../vault/sealed.ts'
import { Problem } from '../problems.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor, webhookAuthorization } from '../testing/open-door.ts'

const linkId = '2f5d361d-dad6-45d4-a0bf-26d479766067'
const notice = {
  webhook_id: '03d1ca0d62db4f769488265d141047b7',
  webhook_type: 'EMPLOYMENTS',
  process_type: 'historical_update',
  webhook_code: 'historical_update',
  link_id: linkId,
  request_id: '4363b08b-51eb-4350-9c74-5df5ac92a7f6',
  external_id: 'your_external_id',
  data: { total_employments: 1 },
}

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.db.deleteFrom('inbox').execute()
  await door.db.deleteFrom('links').execute()
})

const post = (body: string | object, authorization: string | null = webhookAuthorization) =>
  fetch(`${door.url}/webhooks/belvo`, {
    method: 'POST',
    headers: authorization === null ? {} : { authorization },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const rows = () => door.db.selectFrom('inbox').selectAll().orderBy('id').execute()

it('keeps a notice, its body sealed, answers 200 and nudges the relay', async () => {
  const nudgesBefore = door.nudges()

  const answer = await post(notice)

  expect([answer.status, await answer.json()]).toEqual([200, { outcome: 'archived' }])
  const [row, ...others] = await rows()
  expect(others).toEqual([])
  expect(row).toMatchObject({
    source: 'webhook',
    state: 'open',
    lane: 'person',
    subject: 'EMPLOYMENTS',
    link_id: linkId,
    request_id: notice.request_id,
    announced_total: 1,
    copies: 1,
  })
  if (!row?.body) throw new Error('no body kept')
  expect(row.body.includes('your_external_id')).toBe(false)
  const key = await door.parts.keyring.doorKey(`${row.received_on.slice(0, 7)}-01`)
  const body = unseal(key, row.body, noticeBodyPlace(row.received_on, row.dedupe_key))
  expect(JSON.parse(body.toString())).toEqual(notice)
  expect(door.nudges()).toBe(nudgesBefore + 1)
})

it('counts a repetition on the first row, under another webhook_id as well, and at the same time', async () => {
  await post(notice)
  const again = await Promise.all(
    Array.from({ length: 4 }, (_, n) => post({ ...notice, webhook_id: `other${n}` })),
  )

  expect(again.map((answer) => answer.status)).toEqual([200, 200, 200, 200])
  expect(await again[0]?.json()).toEqual({ outcome: 'duplicate' })
  expect(await rows()).toMatchObject([{ copies: 5 }])
})

it('keeps each of many that come at once, and knows those that come twice', async () => {
  const bodies = Array.from({ length: 30 }, (_, n) => ({ ...notice, request_id: `r${n % 20}` }))

  const answers = await Promise.all(bodies.map((body) => post(body)))
  const outcomes = await Promise.all(answers.map((answer) => answer.text()))

  expect(answers.every(({ status }) => status === 200)).toBe(true)
  expect(outcomes.filter((outcome) => outcome.includes('archived'))).toHaveLength(20)
  expect(outcomes.filter((outcome) => outcome.includes('duplicate'))).toHaveLength(10)
  const kept = await rows()
  expect(new Set(kept.map(({ request_id }) => request_id)).size).toBe(20)
  expect(kept.filter(({ copies }) => copies === 2)).toHaveLength(10)
})

it('keeps what is new while somebody works on what is repeated', async () => {
  await post(notice)
  const { repetitions, news } = await door.db.transaction().execute(async (tx) => {
    await tx.selectFrom('inbox').select('id').forUpdate().execute()
    const repetitions = Array.from({ length: 5 }, () => post(notice))
    return { repetitions, news: await post({ ...notice, request_id: 'another' }) }
  })

  expect(news.status).toBe(200)
  const answers = await Promise.all(repetitions)
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  expect(await rows()).toMatchObject([{ copies: 6 }, { copies: 1 }])
})

it('takes the same event with another total for news', async () => {
  await post(notice)
  await post({ ...notice, data: { total_employments: 2 } })
  expect(await rows()).toHaveLength(2)
})

it.each([
  ['no JSON', '{"webhook_type": "EMPLO', 'body_unreadable'],
  ['the comment of the guide left in', `${JSON.stringify(notice)} // found`, 'body_unreadable'],
  ['a list', '[]', 'body_unreadable'],
  ['an empty body', '', 'body_unreadable'],
  ['a thousandfold nesting', '['.repeat(30_000) + ']'.repeat(30_000), 'body_unreadable'],
  ['no type', { ...notice, webhook_type: undefined }, 'type_missing'],
  ['a code of tomorrow', { ...notice, webhook_code: 'salaries_restated' }, 'code_unknown'],
  ['a code that is no code', { ...notice, webhook_code: 'toString' }, 'code_unknown'],
  ['no link', { ...notice, link_id: null }, 'link_id_missing'],
  ['a link id that is none', { ...notice, link_id: 'x' }, 'link_id_missing'],
])('parks %s with the reason, and answers 200', async (_, body, reason) => {
  const answer = await post(body)

  expect([answer.status, await answer.json()]).toEqual([200, { outcome: 'parked' }])
  expect(await rows()).toMatchObject([{ state: 'parked', state_reason: reason }])
})

it('ignores what is not of employment, and answers 200', async () => {
  const answer = await post({ ...notice, webhook_type: 'ACCOUNTS', webhook_code: 'new_accounts' })

  expect([answer.status, await answer.json()]).toEqual([200, { outcome: 'ignored' }])
  expect(await rows()).toMatchObject([{ state: 'ignored', state_reason: 'resource_not_ours' }])
})

it.each([
  ['of another institution', 'foreign', null, 'ignored', 'link_foreign'],
  ['unknown to Belvo', 'unknown', null, 'ignored', 'link_unknown'],
  ['that we disconnected', 'deleted', 'disconnected', 'ignored', 'link_disconnected'],
  ['that was gone at Belvo', 'deleted', 'gone_at_belvo', 'open', null],
  ['that is stale', 'stale', 'nothing_retrieved', 'open', null],
])('knows what to do for a link %s', async (_, status, reason, state, stateReason) => {
  await door.db.insertInto('links').values({ link_id: linkId, status, reason }).execute()

  expect((await post(notice)).status).toBe(200)
  expect(await rows()).toMatchObject([{ state, state_reason: stateReason }])
})

it.each([
  ['no', null, 'authorization_missing'],
  ['a wrong', 'Basic d3Jvbmc=', 'authorization_wrong'],
  ['a too long', `${webhookAuthorization}=`, 'authorization_wrong'],
])(
  'answers 401 to %s Authorization, keeps who came and nothing of the body',
  async (_, authorization, reason) => {
    const answer = await post({ ...notice, canary: 'Maria' }, authorization)

    expect(answer.status).toBe(401)
    expect(Problem.parse(await answer.json()).type).toBe('/problems/webhook-unauthorized')
    await door.parts.refusals.write()
    const refusal = await door.db
      .selectFrom('refusals')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    expect(refusal).toMatchObject({ reason, source_address: '127.0.0.1' })
    expect(Number(refusal.declared_length)).toBeGreaterThan(100)
    expect(await rows()).toEqual([])
    expect(door.logged.join()).not.toContain('Maria')
  },
)

it('accepts each of several Authorization values while one replaces the other', async () => {
  expect((await post(notice, 'Bearer the-next-one')).status).toBe(200)
})

it('answers 401 before the body has come', async () => {
  expect(await firstLine('Authorization: wrong\r\nContent-Length: 1000\r\n\r\n{"a"')).toContain(
    '401',
  )
})

it('answers 413 to a declared length over 64 KiB without reading, and to one that never says', async () => {
  const authorization = `Authorization: ${webhookAuthorization}\r\n`
  const declared = `${authorization}Content-Length: 65537\r\n\r\n`
  const chunk = `8000\r\n${'x'.repeat(0x8000)}\r\n`
  const undeclared = `${authorization}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}`

  expect(await firstLine(declared)).toContain('413')
  expect(await firstLine(undeclared)).toContain('413')
  expect(await rows()).toEqual([])
})

it('takes exactly 64 KiB, and a body of unknown length', async () => {
  const chunked = `Authorization: ${webhookAuthorization}\r\nTransfer-Encoding: chunked\r\n\r\n`
  expect((await post('x'.repeat(64 * 1024))).status).toBe(200)
  expect(await firstLine(`${chunked}2\r\n{}\r\n0\r\n\r\n`)).toContain('200')
})

it('keeps nothing of a body that was cut off, and goes on', async () => {
  const socket = net.connect(Number(new URL(door.url).port), '127.0.0.1')
  socket.write(
    `POST /webhooks/belvo HTTP/1.1\r\nHost: x\r\nAuthorization: ${webhookAuthorization}\r\n`,
  )
  socket.end('Content-Length: 100\r\n\r\n{"webhook')
  socket.resume()
  await new Promise((resolve) => socket.once('close', resolve))

  expect(await rows()).toEqual([])
  expect((await post(notice)).status).toBe(200)
})

/** The status line that a raw request gets, whatever becomes of the rest of it. */
function firstLine(rest: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const socket = net.connect(Number(new URL(door.url).port), '127.0.0.1')
  socket.on('error', reject)
  socket.once('data', (data) => {
    resolve(String(data).split('\r\n')[0] ?? '')
    socket.destroy()
  })
  socket.write(`POST /webhooks/belvo HTTP/1.1\r\nHost: x\r\n${rest}`)
  return promise
}

it.each([
  ['away', async () => openDatabase('postgres://nobody@127.0.0.1:1/none', 1)],
  [
    'busy with all its connections',
    async () => {
      const db = openDatabase(door.databaseUrl, 1)
      void db.connection().execute(() => new Promise((free) => setTimeout(free, 7_000)))
      return db
    },
  ],
])('answers 503 with Retry-After, and does not wait, when PostgreSQL is %s', async (_, open) => {
  await using db = await open()
  const lame = await openDoor({ db })
  const answer = await fetch(`${lame.url}/webhooks/belvo`, {
    method: 'POST',
    headers: { authorization: webhookAuthorization },
    body: JSON.stringify(notice),
  })

  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  await lame.close()
})

it('answers 503 while the insert hangs, and keeps one row of it and its repetition', async () => {
  const stuck = await openDoor()
  const post = () =>
    fetch(`${stuck.url}/webhooks/belvo`, {
      method: 'POST',
      headers: { authorization: webhookAuthorization },
      body: JSON.stringify(notice),
    })
  const answer = await stuck.db.transaction().execute(async (tx) => {
    await sql`lock table inbox in access exclusive mode`.execute(tx)
    return await post()
  })
  expect(answer.status).toBe(503)

  // The insert that hung and its repetition may commit in either order.
  expect((await post()).status).toBe(200)
  await vi.waitFor(async () => {
    const rows = await stuck.db.selectFrom('inbox').select('copies').execute()
    expect(rows).toEqual([{ copies: 2 }])
  }, 60_000)
  await stuck.close()
})
