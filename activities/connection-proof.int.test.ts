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
it('a connection is bound by Belvo’s external id, whether or not the redirect came', async () => {
  const linkId = randomUUID() as LinkId
  const earlier = await on.begin('applicant_b1')
  const mine = await on.begin('applicant_b1', { claims: linkId })
  const other = await on.begin('applicant_b2')
  answer(linkReport(linkId, { external_id: 'applicant_b1' }))
  await readLink(linkId)
  expect(await on.connection(mine)).toMatchObject({ state: 'connected', link_id: linkId })
  expect(await on.connection(earlier)).toMatchObject({ state: 'started', link_id: null })
  const closedApp = randomUUID() as LinkId
  answer(linkReport(closedApp, { external_id: 'applicant_b2' }))
  expect(await readLink(closedApp)).toMatchObject({ about: { externalId: 'applicant_b2' } })
  expect(await on.connection(other)).toMatchObject({ state: 'connected', link_id: closedApp })
  expect(await on.linkRow(closedApp)).toMatchObject({ connection_id: other })
  expect(await on.factsOf(closedApp)).toEqual(['LinkConnected', 'LinkBound'])
})

it('a connection is bound by the redirect where Belvo has no external id, and keeps ours', async () => {
  const linkId = randomUUID() as LinkId
  const mine = await on.begin('applicant_b3', { claims: linkId })
  answer(linkReport(linkId))
  expect(await readLink(linkId)).toMatchObject({ about: { externalId: 'applicant_b3' } })
  expect(await on.connection(mine)).toMatchObject({ state: 'connected', link_id: linkId })
  expect(await readLink(linkId)).toMatchObject({ about: { externalId: 'applicant_b3' } })
})

it.each([
  ['another person’s link', { external_id: 'somebody_else' }],
  ['a link that was there before', { created_at: '2020-01-01T00:00:00Z' }],
  ['a link without a birthday', { created_at: null }],
])('a connection is never bound to %s', async (_, changes) => {
  const linkId = randomUUID() as LinkId
  const claimant = await on.begin('applicant_b4', { claims: linkId })
  answer(linkReport(linkId, { external_id: 'applicant_b4', ...changes }))
  await readLink(linkId)
  expect(await on.connection(claimant)).toEqual({
    state: 'failed',
    link_id: null,
    last_error_code: 'link_mismatch',
  })
  expect(await on.linkRow(linkId)).toMatchObject({ connection_id: null })
  expect(on.logged.join()).toContain(claimant)
})

it('a connection is never bound to a link that is bound already', async () => {
  const linkId = randomUUID() as LinkId
  const mine = await on.begin('applicant_b5', { claims: linkId })
  answer(linkReport(linkId))
  await readLink(linkId)
  const thief = await on.begin('applicant_b6', { claims: linkId })
  await readLink(linkId)
  expect(await on.connection(mine)).toMatchObject({ state: 'connected' })
  expect(await on.connection(thief)).toMatchObject({ state: 'failed', link_id: null })
})

it('a person who was asked back is connected once Belvo proves it, and no redirect of theirs is a false claim', async () => {
  const linkId = randomUUID() as LinkId
  answer(linkReport(linkId, { external_id: 'applicant_b7', status: 'invalid' }))
  await readLink(linkId)
  const asked = await on.begin('applicant_b7', { claims: linkId, reconnects: linkId })
  await readLink(linkId)
  expect(await on.connection(asked)).toMatchObject({ state: 'returned', last_error_code: null })

  const last_accessed_at = new Date(Date.now() + 1_000).toISOString()
  answer(linkReport(linkId, { external_id: 'applicant_b7', status: 'valid', last_accessed_at }))
  await readLink(linkId)
  expect(await on.connection(asked)).toMatchObject({ state: 'connected' })
  expect(await on.factsOf(linkId)).toContain('LinkRecovered')
})
