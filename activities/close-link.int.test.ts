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
const close = (linkId: LinkId, ending: 'stale' | 'disconnected') =>
  on.run('closeLink', { linkId, ending, actor: 'desk', reason: 'asked for' })

it('a stale end waits for open notices and for its time, and a later retrieval re-opens', async () => {
  const linkId = randomUUID() as LinkId
  answer(linkReport(linkId))
  await readLink(linkId)
  expect(await close(linkId, 'stale'), 'not yet').toMatchObject({ kind: 'still_open' })
  const yearAgo = new Date(Date.now() - 366 * 86_400_000)
  await on.db
    .updateTable('links')
    .set({ stale_at: yearAgo, retrieved_at: yearAgo, last_accessed_at: yearAgo })
    .where('link_id', '=', linkId)
    .execute()
  const notice = await on.notice(linkId, 'EMPLOYMENTS')
  expect(await close(linkId, 'stale'), 'something is open').toMatchObject({ kind: 'still_open' })
  await on.db
    .updateTable('inbox')
    .set({ state: 'applied' })
    .where('id', '=', String(notice))
    .execute()
  expect(await close(linkId, 'stale')).toMatchObject({
    kind: 'closed',
    standing: { status: 'stale', reason: 'nothing_retrieved' },
  })
  const late = await on.notice(linkId, 'LINK')
  answer(linkReport(linkId, { last_accessed_at: yearAgo.toISOString() }))
  expect(await readLink(linkId), 'nothing retrieved since').toMatchObject({ kind: 'ended' })
  expect(await on.stateOf(late)).toBe('ignored: link_stale')
  answer(linkReport(linkId))
  expect(await readLink(linkId)).toMatchObject({ standing: { status: 'collecting' } })
  expect(await on.factsOf(linkId)).toEqual(['LinkConnected', 'LinkStale', 'LinkReopened'])
})

it('a disconnect deletes at Belvo, and is final', async () => {
  const linkId = await on.connect('99900000188')
  await readLink(linkId)
  const notice = await on.notice(linkId, 'EMPLOYMENTS')
  const disconnected = { kind: 'closed', standing: { status: 'deleted', reason: 'disconnected' } }
  expect(await close(linkId, 'disconnected')).toMatchObject(disconnected)
  expect(on.requests.at(-1)).toBe(`DELETE /api/links/${linkId}/`)
  expect(await on.stateOf(notice)).toBe('ignored: link_disconnected')
  expect(await close(linkId, 'disconnected'), 'twice').toMatchObject(disconnected)
  expect(await readLink(linkId)).toMatchObject({ kind: 'ended' })
  expect(await on.announced('fetchEmployments', linkId)).toMatchObject({
    kind: 'closed',
    code: 'deleted',
  })
  expect(await on.factsOf(linkId)).toEqual(['LinkConnected', 'LinkDisconnected'])
})

it('a disconnect that Belvo refuses changes nothing here', async () => {
  const linkId = await on.connect('99900000269')
  await readLink(linkId)
  answer([{ code: 'access_to_resource_denied', message: '', request_id: 'r' }], 403)
  expect(await close(linkId, 'disconnected')).toEqual({
    kind: 'refused',
    code: 'access_to_resource_denied',
  })
  expect(await on.linkRow(linkId)).toMatchObject({ status: 'collecting' })
})
