import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { LinkFact } from '../../domain/link-fact.ts'
import type { LinkId } from '../../domain/link-id.ts'
import { appendFacts } from '../../store/ledger.ts'
import { Problem } from '../problems.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor, webhookAuthorization } from '../testing/open-door.ts'
import { Timeline } from './timeline.ts'

let door: Door
let linkId: LinkId
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())
beforeEach(() => {
  linkId = randomUUID() as LinkId
})

const readTimeline = async (query = '') =>
  Timeline.parse(await (await door.ask('read', `/v1/links/${linkId}/timeline${query}`)).json())

const requestId = '4363b08b-51eb-4350-9c74-5df5ac92a7f6'

const arrive = (type: string, code: string, data: object) =>
  fetch(`${door.url}/webhooks/belvo`, {
    method: 'POST',
    headers: { authorization: webhookAuthorization },
    body: JSON.stringify({
      webhook_type: type,
      webhook_code: code,
      link_id: linkId,
      request_id: requestId,
      external_id: 'x'.repeat(5),
      data,
    }),
  })

const happened = (fact: LinkFact) =>
  door.db
    .transaction()
    .execute((tx) => appendFacts(tx, linkId, [fact], { activity: 'test', notices: [] }))

async function connectionBegun() {
  const id = randomUUID()
  await door.db
    .insertInto('connections')
    .values({
      id,
      external_id: 'applicant_8842',
      access_mode: 'recurrent',
      stale_in: '365d',
      credentials_storage: 'store',
      return_urls: '{}',
      theme: null,
      api_key: 'the app',
      request_digest: Buffer.alloc(32),
      claimed_link_id: linkId,
      connectable_until: new Date('2027-01-01T00:00:00Z'),
    })
    .execute()
  return id
}

it("tells a link's story in order: connection, notices, facts, verbs, with Belvo's request ids", async () => {
  const connectionId = await connectionBegun()
  await arrive('EMPLOYMENTS', 'historical_update', { total_employments: 2 })
  await arrive('EMPLOYMENTS', 'historical_update', { total_employments: 2 })
  await happened({ kind: 'LinkBound', detail: { connectionId } })
  await door.db
    .updateTable('inbox')
    .set((eb) => ({
      state: 'applied',
      settled_at: eb.fn('to_timestamp', [eb.lit(0)]),
    }))
    .where('link_id', '=', linkId)
    .execute()
  await happened({
    kind: 'RefreshRequested',
    detail: { actor: 'the desk', reason: 'customer asked', outcome: 'accepted', requestId },
  })

  const { items, nextCursor } = await readTimeline()

  expect(nextCursor).toBeNull()
  expect(items).toMatchObject([
    {
      source: 'connection',
      kind: 'ConnectionBegun',
      actor: 'the app',
      what: `the app began the connection ${connectionId} (recurrent).`,
    },
    {
      source: 'notice',
      kind: 'historical_update',
      requestId,
      state: 'applied',
      what: expect.stringContaining(
        'Belvo said: the employment history is there (2 announced), 2 times. Applied after',
      ),
    },
    {
      source: 'fact',
      kind: 'LinkBound',
      what: `Belvo's report proves that it belongs to the connection ${connectionId}.`,
    },
    {
      source: 'fact',
      kind: 'RefreshRequested',
      actor: 'the desk',
      requestId,
      what: 'the desk asked Belvo to collect now: "customer asked". Belvo\'s answer: accepted.',
    },
  ])
})

it('shows what waits while Temporal is away, for a link that was not opened yet', async () => {
  await arrive('OWNERS', 'historical_update', { total_owners: 1 })

  expect((await readTimeline()).items).toMatchObject([
    {
      state: 'open',
      what: 'Belvo said: the owner is there (1 announced). It waits here for Temporal to take the wake-up.',
    },
  ])
})

it('tells a fact that it has no sentence for by its name', async () => {
  await happened({ kind: 'SalaryRestated' as never, detail: {} })
  expect((await readTimeline()).items).toMatchObject([{ what: 'Salary restated.' }])
})

it('gives everything once, page by page', async () => {
  for (let n = 0; n < 5; n++) await arrive('OWNERS', 'new_owners_available', { new_owners: n })
  const whole = await readTimeline()

  const first = await readTimeline('?limit=2')
  const second = await readTimeline(`?limit=2&cursor=${first.nextCursor}`)
  const third = await readTimeline(`?limit=2&cursor=${second.nextCursor}`)

  expect(whole.items).toHaveLength(5)
  expect([...first.items, ...second.items, ...third.items]).toEqual(whole.items)
  expect(third.nextCursor).toBeNull()
})

it('answers 404 to a link of which nothing is known', async () => {
  const answer = await door.ask('read', `/v1/links/${linkId}/timeline`)
  expect(Problem.parse(await answer.json())).toMatchObject({ status: 404, link: linkId })
})
