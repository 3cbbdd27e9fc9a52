import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import type { BelvoClient } from './client.ts'
import { createBelvoClient } from './client.ts'
import { BelvoNotReady, BelvoRateLimited, BelvoUnavailable } from './errors.ts'
import { unwatched } from './unwatched.ts'
import type { WidgetTokenBody } from './widget-token-request.ts'

const linkId = '6d1c3a52-0f0e-4c0a-9a57-2f6a3a0c9a11' as LinkId
const now = new Date('2026-11-23T12:00:00Z')
const ids = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`)

let server: ReturnType<typeof createServer>
let url: string
let belvo: BelvoClient
let requests: IncomingMessage[]
let answer: RequestListener
let reserved: number
let blockedForMs: number[]

beforeEach(async () => {
  requests = []
  reserved = 0
  blockedForMs = []
  server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  belvo = createBelvoClient({
    apiUrl: url,
    secretId: 'id',
    secretPassword: 'password',
    now: () => now,
    budget: {
      reserve: async () => {
        reserved += 1
        return { kind: 'granted', waitMs: 0 }
      },
      block: async (forMs) => void blockedForMs.push(forMs),
    },
    watch: unwatched,
  })
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

const answers = (status: number, body: string | Buffer, headers = {}) => {
  answer = (_, response) => response.writeHead(status, headers).end(body)
}

const employment = (id: string, more = {}) => ({
  id,
  link: linkId,
  created_at: '2026-11-20T14:03:10.102300+00:00',
  collected_at: '2026-11-20T14:03:09.880102+00:00',
  start_date: '2021-03-01',
  end_date: null,
  employer_data: {
    name: 'Padaria Aurora',
    code: '01222333',
    economic_activity: '4721-1 - PADARIA',
  },
  occupations: [],
  salaries: [],
  ...more,
})

const page = (results: object[], count: number, next: string | null = null) =>
  JSON.stringify({ count, next, previous: null, results })

const pages = (bodies: string[]) => {
  answer = (request, response) => {
    const number = Number(new URL(request.url ?? '', url).searchParams.get('page') ?? 1)
    response.end(bodies[number - 1])
  }
}
const nextPage = (number: number) => `${url}/api/br/employments/?link=${linkId}&page=${number}`

describe('a list', () => {
  it('is read page by page, each within the budget and with the keys', async () => {
    pages([
      page([employment(ids[0] as string), employment(ids[1] as string)], 3, nextPage(2)),
      page([employment(ids[2] as string)], 3),
    ])
    const listing = await belvo.listEmployments(linkId)
    expect(listing).toMatchObject({ kind: 'read', records: ids.map((belvoId) => ({ belvoId })) })
    expect(requests[0]?.url).toBe(`/api/br/employments/?link=${linkId}&page_size=1000`)
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      'Basic aWQ6cGFzc3dvcmQ=',
      'Basic aWQ6cGFzc3dvcmQ=',
    ])
    expect(reserved).toBe(2)
  })

  it('keeps an amount to its last digit, and unknown words as they came', async () => {
    const sent = page([employment(ids[0] as string, { new_field: 1 })], 1).replace(
      '"salaries":[]',
      '"salaries":[{"month":"2026-10","base_amount":2410.50,"retained_amount":0.1,"type":"BONUS","currency":"BRL"}]',
    )
    answers(200, sent)
    expect(await belvo.listEmployments(linkId)).toMatchObject({
      records: [
        {
          employer: { code: '01222333', economicActivity: { code: '4721-1', label: 'PADARIA' } },
          collectedAt: new Date('2026-11-20T14:03:09.880Z'),
          salaries: [{ baseAmount: '2410.50', inssRetainedAmount: '0.10', type: 'BONUS' }],
        },
      ],
    })
  })

  it('never sends the keys to the host of another page', async () => {
    pages([page([employment(ids[0] as string)], 2, 'https://belvo.example/api/br/employments/')])
    expect(await belvo.listEmployments(linkId)).toMatchObject({
      kind: 'unreadable',
      code: 'next_elsewhere',
    })
  })

  it.each([
    ['an id comes twice', [[0, 1], [1]], [3, 3], 'repeated_id'],
    ['the count moves between pages', [[0, 1], [2]], [3, 4], 'count_changed'],
    ['fewer come than counted', [[0], [1]], [3, 3], 'count_unproven'],
  ])('is not ready when %s', async (_, shown, counts, code) => {
    const bodies = shown.map((numbers, at) =>
      page(
        numbers.map((number) => employment(ids[number] as string)),
        counts[at] as number,
        at === 0 ? nextPage(2) : null,
      ),
    )
    pages(bodies)
    const reading = belvo.listEmployments(linkId)
    await expect(reading).rejects.toThrow(BelvoNotReady)
    await expect(reading).rejects.toMatchObject({ code })
  })

  it('of another person’s link is not read', async () => {
    answers(200, page([employment(ids[0] as string, { link: ids[1] })], 1))
    expect(await belvo.listEmployments(linkId)).toMatchObject({
      kind: 'unreadable',
      code: 'record_of_another_link',
    })
  })

  it('that cannot be read comes guarded, and says where', async () => {
    const salaries = [{ month: 'MARINA CANÁRIA', base_amount: 1, currency: 'BRL' }]
    const sent = page([employment(ids[0] as string, { salaries })], 1)
    answers(200, sent)
    const listing = await belvo.listEmployments(linkId)
    expect(listing).toMatchObject({ kind: 'unreadable', code: 'employment.salaries.month' })
    expect(JSON.stringify(listing)).not.toMatch(/MARINA/)
    if (listing.kind !== 'unreadable') throw new Error('read')
    expect(listing.answer?.reveal()).toBe(sent)
  })

  it('tells once what drifts on several pages, and how often', async () => {
    pages([
      page([employment(ids[0] as string, { shift: 1 })], 2, nextPage(2)),
      page([employment(ids[1] as string, { shift: 2, created_at: null })], 2),
    ])
    expect(await belvo.listEmployments(linkId)).toMatchObject({
      kind: 'read',
      drift: [
        { kind: 'unknown_field', path: 'employment.shift', shape: 'number', times: 2 },
        { kind: 'wrong_type', path: 'employment.created_at', shape: 'null', times: 1 },
      ],
    })
  })

  it('over eight megabytes is not taken in', async () => {
    answers(200, page([employment(ids[0] as string, { padding: 'x'.repeat(9_000_000) })], 1))
    expect(await belvo.listEmployments(linkId)).toMatchObject({
      kind: 'unreadable',
      code: 'answer_too_large',
    })
  })
})

describe('an owner', () => {
  it('is read with every personal value guarded', async () => {
    const owner = {
      id: ids[0],
      link: linkId,
      internal_identification: null,
      display_name: 'Marina Canária',
      email: null,
      phone_number: null,
      address: null,
      document_id: { document_type: 'CPF', document_number: '52998224725' },
      collected_at: '2026-11-20T14:03:09Z',
    }
    answers(200, page([owner], 1))
    const listing = await belvo.listOwners(linkId)
    expect(JSON.stringify(listing)).not.toMatch(/Marina|52998224725/)
    if (listing.kind !== 'read') throw new Error('not read')
    const [read] = listing.records
    expect(read?.documentType).toBe('CPF')
    expect(read?.personal.displayName?.reveal()).toBe('Marina Canária')
    expect(read?.personal.documentNumber?.reveal()).toBe('52998224725')
    expect(read?.personal.email).toBeNull()
  })
})

describe('a link', () => {
  const sent = {
    id: linkId,
    institution: 'inss_br_employment',
    status: 'valid',
    created_by: ids[0],
  }

  it('is read whatever keys Belvo leaves out', async () => {
    answers(200, JSON.stringify(sent))
    expect(await belvo.readLink(linkId)).toEqual({
      kind: 'found',
      link: {
        linkId,
        institution: 'inss_br_employment',
        status: 'valid',
        accessMode: null,
        refreshRate: null,
        staleIn: null,
        externalId: null,
        createdAt: null,
        lastAccessedAt: null,
      },
      drift: [],
    })
    expect(requests[0]?.url).toBe(`/api/links/${linkId}/`)
  })

  it('is not taken for another one', async () => {
    answers(200, JSON.stringify({ ...sent, id: ids[0] }))
    expect(await belvo.readLink(linkId)).toMatchObject({ kind: 'unreadable', code: 'another_link' })
  })

  it('that Belvo does not know is an answer, without Belvo’s text', async () => {
    const request_id = 'a3f1c0d27b5e4e0c9d8a71f2b6c4e590'
    answers(404, JSON.stringify([{ code: 'not_found', message: 'MARINA', request_id }]))
    expect(await belvo.readLink(linkId)).toEqual({
      kind: 'not_found',
      httpStatus: 404,
      code: 'not_found',
      requestId: request_id,
    })
  })

  it('is refreshed and deleted asynchronously', async () => {
    answers(202, JSON.stringify({ request_id: 'r1' }))
    expect(await belvo.refreshLink(linkId)).toEqual({ kind: 'accepted', requestId: 'r1' })
    expect(await belvo.deleteLink(linkId)).toEqual({ kind: 'deleted' })
    expect(requests[1]?.headers['x-belvo-request-mode']).toBe('async')
    answers(404, JSON.stringify([{ code: 'not_found', message: '', request_id: '' }]))
    expect(await belvo.deleteLink(linkId)).toEqual({ kind: 'deleted' })
    answers(403, JSON.stringify([{ code: 'permission_denied', message: '', request_id: '' }]))
    expect(await belvo.deleteLink(linkId)).toMatchObject({ kind: 'refused', httpStatus: 403 })
  })
})

describe('while calls are held', () => {
  const held = { sinceMs: 0, by: 'desk', reason: 'maintenance' }
  beforeEach(() => {
    belvo = createBelvoClient({
      apiUrl: url,
      secretId: 'id',
      secretPassword: 'password',
      budget: { reserve: async () => ({ kind: 'granted', waitMs: 0 }), block: async () => {} },
      watch: { ...unwatched, heldOver: async () => held },
    })
  })

  it('sends nothing, and says who holds', async () => {
    await expect(belvo.readLink(linkId)).rejects.toMatchObject({ name: 'BelvoHeld', held })
    await expect(belvo.listEmployments(linkId)).rejects.toMatchObject({ held })
    await expect(belvo.deleteLink(linkId)).rejects.toMatchObject({ held })
    expect(requests).toEqual([])
  })

  it.each([
    [200, page([], 0), true],
    [401, JSON.stringify([{ code: 'authentication_failed', request_id: '' }]), false],
    [503, '', false],
  ])('probes all the same, and takes %i for what it is', async (status, body, is) => {
    answers(status, body)
    expect(await belvo.answersUs()).toBe(is)
    expect(requests).toHaveLength(1)
  })
})

describe('a bad day', () => {
  it('holds everything at a 401, and takes it for no answer', async () => {
    answers(401, JSON.stringify([{ code: 'authentication_failed', message: '', request_id: 'r' }]))
    await expect(belvo.readLink(linkId)).rejects.toMatchObject({
      held: { reason: 'keys_refused' },
      refusal: { httpStatus: 401, code: 'authentication_failed', requestId: 'r' },
    })
  })

  it('holds everyone back after the gateway’s HTML 403', async () => {
    answers(403, '<html><center>openresty</center></html>', { 'content-type': 'text/html' })
    await expect(belvo.readLink(linkId)).rejects.toThrow(BelvoRateLimited)
    expect(blockedForMs).toEqual([30_000])
  })

  it('sends nothing while the queue is full', async () => {
    const full = createBelvoClient({
      apiUrl: url,
      secretId: 'id',
      secretPassword: 'password',
      budget: {
        reserve: async () => ({ kind: 'full', retryAfterMs: 9_000 }),
        block: async () => {},
      },
      watch: unwatched,
    })
    await expect(full.readLink(linkId)).rejects.toMatchObject({ retryAfterMs: 9_000 })
    expect(requests).toEqual([])
  })

  it.each([
    ['cut off in its JSON', () => answers(200, '{"id":"6d1c'), 'not_json'],
    ['in broken UTF-8', () => answers(200, Buffer.of(0x22, 0xff, 0x22)), 'network'],
    [
      'redirected elsewhere',
      () => answers(302, '', { location: 'https://belvo.example/' }),
      'network',
    ],
    ['reset', () => (answer = (request) => request.socket.destroy()), 'network'],
    ['a 502 page', () => answers(502, '<html>'), 'http_502'],
  ])('is unavailable when the answer is %s', async (_, arrange, code) => {
    arrange()
    const reading = belvo.readLink(linkId)
    await expect(reading).rejects.toThrow(BelvoUnavailable)
    await expect(reading).rejects.toMatchObject({ code })
  })

  it('ends at once when the caller gives up', async () => {
    const caller = new AbortController()
    answer = () => caller.abort()
    await expect(belvo.readLink(linkId, caller.signal)).rejects.toThrow(BelvoUnavailable)
  })
})

describe('a widget token', () => {
  const body = { scopes: 'read_institutions,write_links' } as WidgetTokenBody
  const jwt = (exp: number) =>
    `h.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.signature`

  it.each([
    ['after ten minutes', jwt(now.getTime() / 1_000 + 1_200), '2026-11-23T12:10:00.000Z'],
    ['with its own expiry', jwt(now.getTime() / 1_000 + 60), '2026-11-23T12:01:00.000Z'],
    ['after ten minutes when it says nothing', 'opaque', '2026-11-23T12:10:00.000Z'],
  ])('dies %s', async (_, access, expiresAt) => {
    let asked = Promise.resolve('')
    answer = (request, response) => {
      asked = text(request)
      response.end(JSON.stringify({ access, refresh: 'never read' }))
    }
    expect(await belvo.issueWidgetToken(body)).toEqual({
      kind: 'issued',
      access,
      expiresAt: new Date(expiresAt),
    })
    expect(JSON.parse(await asked)).toEqual({ id: 'id', password: 'password', ...body })
  })

  it('that Belvo refuses comes back with its code and request id', async () => {
    answers(
      401,
      JSON.stringify([{ code: 'authentication_failed', message: 'x', request_id: 'r1' }]),
    )
    expect(await belvo.issueWidgetToken(body)).toEqual({
      kind: 'refused',
      httpStatus: 401,
      code: 'authentication_failed',
      requestId: 'r1',
    })
  })
})
