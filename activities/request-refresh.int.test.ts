import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { linkReport } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
beforeAll(async () => {
  on = await openHands()
})
afterAll(() => on.close())
afterEach(() => on.answerWith(() => undefined))

const readLink = (linkId: LinkId) => on.run('readLink', { linkId })
const answer = (body: object, status = 200) => on.answerWith(() => Response.json(body, { status }))
const order = { actor: 'desk', reason: 'the person is waiting' }

it('a request to collect is kept with who asked and what came of it; the second one cools down', async () => {
  const linkId = await on.opened('99900000188')
  expect(await on.run('requestRefresh', { linkId, ...order })).toMatchObject({ kind: 'accepted' })
  expect(await on.run('requestRefresh', { linkId, ...order })).toMatchObject({
    kind: 'cooling_down',
  })
  const kept = await on.db
    .selectFrom('ledger')
    .select('detail')
    .where('link_id', '=', linkId)
    .where('kind', '=', 'RefreshRequested')
    .orderBy('position')
    .execute()
  expect(kept.map(({ detail }) => detail)).toMatchObject([
    { ...order, outcome: 'accepted', requestId: expect.any(String) },
    { ...order, outcome: 'cooling_down' },
  ])
})

it('a collection that leads to nothing leaves the link with that reason until data comes', async () => {
  const linkId = randomUUID() as LinkId
  await on.ground({ linkId })
  answer(linkReport(linkId))
  await readLink(linkId)
  expect(await on.run('recordCollectionFailure', { linkId })).toMatchObject({
    status: 'collecting',
    reason: 'collection_failed',
  })
  await readLink(linkId)
  expect(await on.linkRow(linkId)).toMatchObject({ reason: 'collection_failed' })
  expect(await on.factsOf(linkId)).toEqual(['LinkConnected', 'CollectionFailed'])
  answer({ count: 0, next: null, previous: null, results: [] })
  await on.notice(linkId, 'EMPLOYMENTS', { announcedTotal: 0 })
  await on.notice(linkId, 'OWNERS', { announcedTotal: 0 })
  await on.run('fetchEmployments', { linkId })
  expect(await on.run('fetchOwners', { linkId })).toMatchObject({
    standing: { status: 'current', reason: null },
  })
})
