import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Door } from '../../api/testing/open-door.ts'
import { openDoor, webhookAuthorization } from '../../api/testing/open-door.ts'
import { memoryHeld } from './memory-held.ts'
import { rawWebhook, sendRaw } from './raw-http.ts'

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 150)
const body = '{"webhook_type":"EMPLOYMENTS","webhook_code":"historical_update"}'
const webhook = (headers?: readonly string[], sent: string | Buffer = body) =>
  rawWebhook(webhookAuthorization, sent, headers)

let door: Door
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())

const stillWorks = async () => expect(await sendRaw(door.url, webhook())).toEqual([200])

describe('bytes that are no proper request', () => {
  const chunked = 'transfer-encoding: chunked'
  it.each([
    ['both a length and chunks', webhook([`content-length: ${body.length}`, chunked])],
    ['two lengths', webhook(['content-length: 3', 'content-length: 4'])],
    ['a length that is no number', webhook(['content-length: 3x'])],
    ['a negative length', webhook(['content-length: -1'])],
    ['an unknown coding after chunked', webhook(['transfer-encoding: chunked, identity'])],
    ['a chunk whose size is no number', webhook([chunked], 'zz\r\n{}\r\n0\r\n\r\n')],
    ['a chunk that is longer than it says', webhook([chunked], '1\r\n{}\r\n0\r\n\r\n')],
    ['a header without a name', webhook([': x'])],
    ['a header with a null byte', webhook(['x-a: b\0c'])],
    ['a line of its own in a header', webhook(['x-a: b\nc'])],
    ['no HTTP at all', Buffer.from('\x16\x03\x01 hello\r\n\r\n', 'latin1')],
  ])('%s: refused, and nothing is kept', async (_what, bytes) => {
    const kept = await rows()
    expect(await sendRaw(door.url, bytes)).toEqual([400])
    expect(await rows()).toBe(kept)
    await stillWorks()
  })

  it('headers of more than 16 KiB are refused', async () => {
    const bytes = webhook([`x-a: ${'a'.repeat(17 * 1024)}`])
    expect(await sendRaw(door.url, bytes)).toEqual([431])
    await stillWorks()
  })

  it('a request with some bytes changed, lost or doubled never makes the door fail', async () => {
    const change = fc.record({
      at: fc.nat(),
      kind: fc.constantFrom('change', 'lose', 'insert', 'double'),
      byte: fc.integer({ min: 0, max: 255 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
        const bytes = changes.reduce(changed, webhook())
        const statuses = await sendRaw(door.url, bytes, 100)
        expect(statuses.filter((status) => status >= 500)).toEqual([])
      }),
      { numRuns },
    )
    await stillWorks()
  })

  async function rows(): Promise<number> {
    return (await door.db.selectFrom('inbox').select('id').execute()).length
  }
})

describe('an authenticated body', () => {
  it('of any bytes is answered 200 and kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        expect(await sendRaw(door.url, webhook(undefined, Buffer.from(bytes)))).toEqual([200])
      }),
      { numRuns },
    )
  })

  it('that looks like a notice, with anything in its fields, is answered 200 and kept', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 80 })
    const anything = fc.oneof(fc.jsonValue(), text, fc.constant('\0'), fc.constant('\ud800'))
    const word = (...known: string[]) => fc.oneof(fc.constantFrom(...known), anything)
    const notice = fc.record(
      {
        webhook_id: anything,
        webhook_type: word('EMPLOYMENTS', 'OWNERS', 'LINK', 'ACCOUNTS'),
        webhook_code: word('historical_update', 'new_owners_available', 'link_deleted'),
        process_type: anything,
        request_id: anything,
        link_id: fc.oneof(fc.uuid(), anything),
        external_id: anything,
        data: fc.oneof(
          anything,
          fc.record({ total_employments: anything, total_owners: anything }),
        ),
      },
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(notice, async (sent) => {
        expect(await sendRaw(door.url, webhook(undefined, JSON.stringify(sent)))).toEqual([200])
      }),
      { numRuns },
    )
  })

  it('nested to any depth is answered 200', async () => {
    for (const depth of [10, 1_000, 30_000]) {
      const nested = `${'['.repeat(depth)}${']'.repeat(depth)}`
      expect(await sendRaw(door.url, webhook(undefined, nested))).toEqual([200])
    }
  })
})

it('the door holds nothing of what it has answered or refused', async () => {
  const notice = webhook(undefined, Buffer.alloc(60_000, 'a'))
  const tooLarge = webhook(undefined, Buffer.alloc(70_000, 'a'))
  const halfSent = notice.subarray(0, 30_000)
  const bytesEach = notice.length + tooLarge.length + halfSent.length
  const send = async (times: number) => {
    for (let sent = 0; sent < times; sent += 1) {
      await sendRaw(door.url, notice)
      await sendRaw(door.url, tooLarge)
      await sendRaw(door.url, halfSent, 5)
    }
    return memoryHeld()
  }
  const warm = await send(60)
  expect((await send(120)) - warm).toBeLessThan((120 * bytesEach) / 10)
})

interface Change {
  readonly at: number
  readonly kind: 'change' | 'lose' | 'insert' | 'double'
  readonly byte: number
}

function changed(bytes: Buffer, { at, kind, byte }: Change): Buffer {
  const place = at % bytes.length
  const before = bytes.subarray(0, place)
  const after = bytes.subarray(place + 1)
  switch (kind) {
    case 'change':
      return Buffer.concat([before, Buffer.of(byte), after])
    case 'lose':
      return Buffer.concat([before, after])
    case 'insert':
      return Buffer.concat([before, Buffer.of(byte), bytes.subarray(place)])
    case 'double':
      return Buffer.concat([bytes.subarray(0, place), bytes])
    default:
      throw kind satisfies never
  }
}
