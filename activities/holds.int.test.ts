import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { HoldCause } from '../domain/hold.ts'
import type { LinkId } from '../domain/link-id.ts'
import { listHolds, placeHold, releaseHold } from '../store/holds.ts'
import { notFound } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
let linkId: LinkId
let other: LinkId
beforeAll(async () => {
  on = await openHands()
  linkId = await on.opened('99900000188')
  other = await on.opened('99900000269')
})
afterAll(() => on.close())
afterEach(async () => {
  on.answerWith(() => undefined)
  await on.db.deleteFrom('holds').execute()
  await on.db.deleteFrom('inbox').execute()
  await on.db.updateTable('belvo_budget').set({ unavailable_in_row: 0 }).execute()
})

const probe = () => on.run('liftOwnHolds', undefined as never)
const fetchEmployments = (of = linkId) => on.announced('fetchEmployments', of)
const causes = async () => (await listHolds(on.db)).map(({ cause }) => cause)
const operator = { actor: 'desk', reason: 'maintenance' }
const place = (cause: HoldCause, of: LinkId | null = null) =>
  placeHold(on.db, { ...operator, cause, linkId: of })

const wrongKeys = () =>
  Response.json([{ code: 'authentication_failed', request_id: 'r' }], { status: 401 })

it('a 401 holds everything, says so once, and leaves the notices open', async () => {
  const notice = await on.notice(linkId, 'EMPLOYMENTS')
  on.answerWith(wrongKeys)
  const held = { kind: 'held', held: { by: 'vinculo', reason: 'keys_refused' } }
  expect(await fetchEmployments()).toMatchObject({ ...held, standing: { status: 'collecting' } })
  const asked = on.requests.length
  expect(await fetchEmployments(other)).toMatchObject(held)
  expect(await on.run('readLink', { linkId: other })).toMatchObject(held)
  expect(await on.run('findUnmetLinks', { all: true })).toEqual({ found: 0 })
  expect(on.requests.length).toBe(asked)
  expect(await on.stateOf(notice)).toBe('open')
  expect(on.logged.join('\n').split('everything is held')).toHaveLength(2)
})

it('a probe lifts the hold of a 401 when the keys are right again, and no sooner', async () => {
  on.answerWith(wrongKeys)
  await fetchEmployments()
  expect(await probe()).toEqual({ lifted: 0 })
  on.answerWith(() => undefined)
  expect(await probe()).toEqual({ lifted: 1 })
  expect(await fetchEmployments()).toMatchObject({ standing: { reason: 'awaiting_owners' } })
})

it('asks nothing by itself while nothing is to be lifted', async () => {
  const asked = on.requests.length
  await probe()
  expect(on.requests.length).toBe(asked)
})

it.each(['operator', 'links_going'] as const)(
  'a probe neither lifts a hold of cause %s nor asks while it stands',
  async (cause) => {
    await place(cause)
    await place('keys_refused')
    const asked = on.requests.length
    expect(await probe()).toEqual({ lifted: 0 })
    expect(on.requests.length).toBe(asked)
    expect(await causes()).toEqual([cause, 'keys_refused'])
  },
)

it('holds everything after ten answers in a row that did not come, over a minute', async () => {
  on.answerWith(() => new Response('', { status: 503 }))
  const fail = async () => void (await fetchEmployments().catch(() => undefined))
  for (let i = 0; i < 10; i += 1) await fail()
  expect(await causes()).toEqual([])
  await aMinuteLater()
  await fail()
  expect(await causes()).toEqual(['belvo_unavailable'])
  on.answerWith(() => undefined)
  expect(await probe()).toEqual({ lifted: 1 })
})

it('counts answers that did not come afresh after one that did', async () => {
  on.answerWith(() => new Response('', { status: 503 }))
  for (let i = 0; i < 9; i += 1) await fetchEmployments().catch(() => undefined)
  await aMinuteLater()
  on.answerWith(notFound)
  await fetchEmployments()
  on.answerWith(() => new Response('', { status: 503 }))
  await fetchEmployments().catch(() => undefined)
  expect(await causes()).toEqual([])
})

it('a hold over one link keeps every call about it back, and no other', async () => {
  await place('operator', linkId)
  const asked = on.requests.length
  const held = { kind: 'held', held: { by: 'desk', reason: 'maintenance' } }
  const verb = { linkId, actor: 'desk', reason: 'test' }
  expect(await on.run('readLink', { linkId })).toMatchObject(held)
  expect(await fetchEmployments()).toMatchObject(held)
  expect(await on.run('requestRefresh', verb)).toMatchObject(held)
  expect(await on.run('closeLink', { ...verb, ending: 'disconnected' })).toMatchObject(held)
  expect(on.requests.length).toBe(asked)
  expect((await fetchEmployments(other)).kind).not.toBe('held')
})

it('has one notice open about a link that ran into a hold, so that the release wakes it', async () => {
  const { hold } = await place('operator', linkId)
  await on.run('readLink', { linkId })
  await on.run('readLink', { linkId })
  const open = on.db.selectFrom('inbox').select(['id', 'source', 'dispatched_at'])
  const rows = await open.where('link_id', '=', linkId).where('state', '=', 'open').execute()
  expect(rows).toMatchObject([{ source: 'hold', dispatched_at: null }])
  await releaseHold(on.db, hold.id, operator)
  expect(await on.run('readLink', { linkId })).toMatchObject({ kind: 'ours' })
  expect(await on.stateOf(Number(rows[0]?.id))).toBe('applied')
})

it('holds everything instead of believing that a sixth link of a handful is gone', async () => {
  await on.db
    .insertInto('links')
    .values(
      Array.from({ length: 5 }, () => ({
        link_id: randomUUID(),
        status: 'deleted',
        reason: 'gone_at_belvo',
      })),
    )
    .execute()
  on.answerWith(notFound)
  await on.run('readLink', { linkId })
  await missingForLongEnough()
  expect(await on.run('readLink', { linkId })).toMatchObject({ held: { reason: 'links_going' } })
  expect(await on.linkRow(linkId)).toMatchObject({ reason: 'not_found_once' })

  const [hold] = await listHolds(on.db)
  await releaseHold(on.db, hold?.id ?? '', operator)
  expect(await on.run('readLink', { linkId }), 'somebody has looked').toMatchObject({
    kind: 'ended',
    standing: { reason: 'gone_at_belvo' },
  })
})

async function aMinuteLater(): Promise<void> {
  await sql`update belvo_budget set unavailable_since = now() - interval '61 seconds'`.execute(
    on.db,
  )
}

async function missingForLongEnough(): Promise<void> {
  await on.db
    .updateTable('links')
    .set({ missing_since: sql`now() - interval '11 minutes'` })
    .where('link_id', '=', linkId)
    .execute()
}
