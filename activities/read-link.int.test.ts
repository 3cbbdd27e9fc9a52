import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
let people = 0
beforeAll(async () => {
  on = await openHands()
})
afterAll(() => on.close())
afterEach(() => on.answerWith(() => undefined))

const cpfs = ['99900000188', '99900000269', '99900000340', '99900000420', '99900000501']
const connect = (externalId: string) => on.connect(cpfs[people++] as string, { externalId })
const readLink = (linkId: LinkId) => on.run('readLink', { linkId })

const linkRow = (linkId: LinkId) =>
  on.db.selectFrom('links').selectAll().where('link_id', '=', linkId).executeTakeFirstOrThrow()

const kindsOf = async (linkId: LinkId) => {
  const facts = await on.db
    .selectFrom('ledger')
    .select('kind')
    .where('link_id', '=', linkId)
    .orderBy('position')
    .execute()
  return facts.map(({ kind }) => kind)
}

/** Belvo's own answer with `changes` in it. */
const report = (linkId: LinkId, changes: object = {}) => ({
  id: linkId,
  institution: 'inss_br_employment',
  status: 'valid',
  access_mode: 'recurrent',
  refresh_rate: '7d',
  stale_in: '365d',
  external_id: null,
  created_at: new Date().toISOString(),
  last_accessed_at: new Date().toISOString(),
  ...changes,
})
const answer = (body: object, status = 200) => {
  on.answerWith(() => Response.json(body, { status }))
}
const answerNotFound = () => answer([{ code: 'not_found', message: '', request_id: 'r' }], 404)

const missingFor = (time: string, linkId: LinkId) =>
  on.db
    .updateTable('links')
    .set({ missing_since: sql`clock_timestamp() - ${time}::interval` })
    .where('link_id', '=', linkId)
    .execute()

const begin = async (externalId: string, more: { claims?: LinkId; startedAt?: Date } = {}) => {
  const id = randomUUID()
  await on.db
    .insertInto('connections')
    .values({
      id,
      external_id: externalId,
      access_mode: 'recurrent',
      stale_in: '365d',
      credentials_storage: 'store',
      return_urls: '{}',
      theme: null,
      api_key: 'lender',
      idempotency_key: null,
      request_digest: Buffer.alloc(32),
      state: more.claims ? 'returned' : 'started',
      link_id: null,
      claimed_link_id: more.claims ?? null,
      last_error_code: null,
      started_at: more.startedAt ?? new Date(Date.now() - 60_000),
      returned_at: null,
      connected_at: null,
      connectable_until: new Date(Date.now() + 86_400_000),
    })
    .execute()
  return id
}
const connection = (id: string) =>
  on.db
    .selectFrom('connections')
    .select(['state', 'link_id', 'last_error_code'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

describe('a link that Belvo shows', () => {
  it('opens as ours with its policy, its clocks and a key of its own', async () => {
    const linkId = await connect('applicant_opens')
    const notice = await on.notice(linkId, 'LINK')
    const outcome = await readLink(linkId)
    expect(outcome).toMatchObject({
      kind: 'ours',
      standing: { status: 'collecting', reason: 'awaiting_employments_and_owners' },
      policy: { collectWithinMs: 900_000, collectAgainAfterMs: 600_000, collectAttemptsMax: 3 },
      about: { institution: 'inss_br_employment', externalId: 'applicant_opens' },
    })
    const { retrieved_at, stale_at, expected_by } = await linkRow(linkId)
    const days = (from: Date | null, to: Date | null) =>
      ((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 86_400_000
    expect(days(retrieved_at, stale_at)).toBe(365)
    expect(days(retrieved_at, expected_by)).toBe(7)
    expect(await on.stateOf(notice)).toBe('applied')
    expect(await on.hands.keyring.linkKey(linkId)).toBeDefined()
    await readLink(linkId)
    expect(await kindsOf(linkId)).toEqual(['LinkConnected'])
  })

  it('of another institution is foreign: no key, and every notice is ignored', async () => {
    const linkId = randomUUID() as LinkId
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    answer(report(linkId, { institution: 'ofmockbank_br_retail' }))
    expect(await readLink(linkId)).toMatchObject({
      kind: 'ended',
      standing: { status: 'foreign' },
    })
    expect(await on.stateOf(notice)).toBe('ignored: link_foreign')
    expect(await on.hands.keyring.linkKey(linkId)).toBeUndefined()
    expect(await kindsOf(linkId)).toEqual(['LinkForeign'])
  })

  it('needs the person until it is valid and was retrieved since', async () => {
    const linkId = randomUUID() as LinkId
    answer(report(linkId, { status: 'invalid' }))
    expect(await readLink(linkId)).toMatchObject({
      standing: { status: 'needs_person', reason: 'credentials_invalid' },
    })
    answer(report(linkId, { last_accessed_at: new Date(Date.now() - 60_000).toISOString() }))
    expect(await readLink(linkId), 'valid, but not retrieved since').toMatchObject({
      standing: { status: 'needs_person' },
    })
    answer(report(linkId, { last_accessed_at: new Date(Date.now() + 60_000).toISOString() }))
    expect(await readLink(linkId)).toMatchObject({ standing: { status: 'collecting' } })
    expect(await kindsOf(linkId)).toEqual(['LinkConnected', 'LinkRecovered'])
  })

  it('in an answer that cannot be read stays where it was, and shows why', async () => {
    const linkId = randomUUID() as LinkId
    const notice = await on.notice(linkId, 'LINK')
    answer({ id: linkId })
    expect(await readLink(linkId)).toEqual({
      kind: 'refused',
      code: 'link.institution',
      againAfterMs: 600_000,
    })
    expect(await linkRow(linkId)).toMatchObject({
      status: 'connecting',
      reason: 'answer_quarantined',
    })
    expect(await on.stateOf(notice)).toBe('open')
    answer(report(linkId))
    expect(await readLink(linkId)).toMatchObject({ kind: 'ours' })
  })
})

describe('a link that Belvo does not know', () => {
  it('is unknown after two looks that are far enough apart, and claims on it fail', async () => {
    const linkId = randomUUID() as LinkId
    const notice = await on.notice(linkId, 'LINK')
    const claimant = await begin('applicant_unknown', { claims: linkId })
    answerNotFound()
    expect(await readLink(linkId)).toEqual({ kind: 'missing', againAfterMs: 600_000 })
    await missingFor('9 minutes', linkId)
    expect(await readLink(linkId), 'too soon').toMatchObject({ kind: 'missing' })
    expect(await on.stateOf(notice)).toBe('open')
    await missingFor('11 minutes', linkId)
    expect(await readLink(linkId)).toMatchObject({
      kind: 'ended',
      standing: { status: 'unknown' },
    })
    expect(await on.stateOf(notice)).toBe('ignored: link_unknown')
    expect(await connection(claimant)).toMatchObject({
      state: 'failed',
      last_error_code: 'link_unknown',
    })
  })

  it('is gone when it was ours, and comes back when Belvo shows it again', async () => {
    const linkId = randomUUID() as LinkId
    answer(report(linkId))
    await readLink(linkId)
    answerNotFound()
    await readLink(linkId)
    expect(await linkRow(linkId)).toMatchObject({ status: 'collecting', reason: 'not_found_once' })
    answer(report(linkId))
    expect(await readLink(linkId), 'it was there after all').toMatchObject({ kind: 'ours' })
    answerNotFound()
    await readLink(linkId)
    await missingFor('11 minutes', linkId)
    expect(await readLink(linkId)).toMatchObject({
      kind: 'ended',
      standing: { status: 'deleted', reason: 'gone_at_belvo' },
    })
    answer(report(linkId))
    expect(await readLink(linkId)).toMatchObject({ standing: { status: 'collecting' } })
    expect(await kindsOf(linkId)).toEqual(['LinkConnected', 'LinkGone', 'LinkReopened'])
  })
})

describe('an end', () => {
  const close = (linkId: LinkId, ending: 'stale' | 'disconnected') =>
    on.run('closeLink', { linkId, ending, actor: 'desk', reason: 'asked for' })

  it('as stale waits for open notices and for its time, and a later retrieval re-opens', async () => {
    const linkId = randomUUID() as LinkId
    answer(report(linkId))
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
    const late = await on.notice(linkId, 'EMPLOYMENTS')
    answer(report(linkId, { last_accessed_at: yearAgo.toISOString() }))
    expect(await readLink(linkId), 'nothing retrieved since').toMatchObject({ kind: 'ended' })
    expect(await on.stateOf(late)).toBe('ignored: link_stale')
    answer(report(linkId))
    expect(await readLink(linkId)).toMatchObject({ standing: { status: 'collecting' } })
    expect(await kindsOf(linkId)).toEqual(['LinkConnected', 'LinkStale', 'LinkReopened'])
  })

  it('by disconnect deletes at Belvo, and is final', async () => {
    const linkId = await connect('applicant_leaves')
    await readLink(linkId)
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    const disconnected = { kind: 'closed', standing: { status: 'deleted', reason: 'disconnected' } }
    expect(await close(linkId, 'disconnected')).toMatchObject(disconnected)
    expect(on.requests.at(-1)).toBe(`DELETE /api/links/${linkId}/`)
    expect(await on.stateOf(notice)).toBe('ignored: link_disconnected')
    expect(await close(linkId, 'disconnected'), 'twice').toMatchObject(disconnected)
    expect(await readLink(linkId)).toMatchObject({ kind: 'ended' })
    expect(await on.run('fetchEmployments', { linkId, forced: true })).toMatchObject({
      kind: 'closed',
      code: 'deleted',
    })
    expect(await kindsOf(linkId)).toEqual(['LinkConnected', 'LinkDisconnected'])
  })

  it('that Belvo refuses changes nothing here', async () => {
    const linkId = await connect('applicant_stays')
    await readLink(linkId)
    answer([{ code: 'access_to_resource_denied', message: '', request_id: 'r' }], 403)
    expect(await close(linkId, 'disconnected')).toEqual({
      kind: 'refused',
      code: 'access_to_resource_denied',
    })
    expect(await linkRow(linkId)).toMatchObject({ status: 'collecting' })
  })
})

describe('a request to collect', () => {
  const order = { actor: 'desk', reason: 'the person is waiting' }

  it('is kept with who asked and what came of it; the second one cools down', async () => {
    const linkId = await connect('applicant_refreshes')
    await readLink(linkId)
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

  it('that leads to nothing leaves the link with that reason until data comes', async () => {
    const linkId = randomUUID() as LinkId
    answer(report(linkId))
    await readLink(linkId)
    expect(await on.run('recordCollectionFailure', { linkId })).toMatchObject({
      status: 'collecting',
      reason: 'collection_failed',
    })
    await readLink(linkId)
    expect(await linkRow(linkId)).toMatchObject({ reason: 'collection_failed' })
    expect(await kindsOf(linkId)).toEqual(['LinkConnected', 'CollectionFailed'])
    answer({ count: 0, next: null, previous: null, results: [] })
    await on.notice(linkId, 'EMPLOYMENTS', { announcedTotal: 0 })
    await on.notice(linkId, 'OWNERS', { announcedTotal: 0 })
    await on.run('fetchEmployments', { linkId, forced: false })
    expect(await on.run('fetchOwners', { linkId, forced: false })).toMatchObject({
      standing: { status: 'current', reason: null },
    })
  })
})

describe('a connection is bound on proof', () => {
  it('by Belvo’s external id, whether or not the redirect came', async () => {
    const linkId = randomUUID() as LinkId
    const earlier = await begin('applicant_b1')
    const mine = await begin('applicant_b1', { claims: linkId })
    const other = await begin('applicant_b2')
    answer(report(linkId, { external_id: 'applicant_b1' }))
    await readLink(linkId)
    expect(await connection(mine)).toMatchObject({ state: 'connected', link_id: linkId })
    expect(await connection(earlier)).toMatchObject({ state: 'started', link_id: null })
    const closedApp = randomUUID() as LinkId
    answer(report(closedApp, { external_id: 'applicant_b2' }))
    expect(await readLink(closedApp)).toMatchObject({ about: { externalId: 'applicant_b2' } })
    expect(await connection(other)).toMatchObject({ state: 'connected', link_id: closedApp })
    expect(await linkRow(closedApp)).toMatchObject({ connection_id: other })
    expect(await kindsOf(closedApp)).toEqual(['LinkConnected', 'LinkBound'])
  })

  it('by the redirect where Belvo has no external id, and keeps ours', async () => {
    const linkId = randomUUID() as LinkId
    const mine = await begin('applicant_b3', { claims: linkId })
    answer(report(linkId))
    expect(await readLink(linkId)).toMatchObject({ about: { externalId: 'applicant_b3' } })
    expect(await connection(mine)).toMatchObject({ state: 'connected', link_id: linkId })
    expect(await readLink(linkId)).toMatchObject({ about: { externalId: 'applicant_b3' } })
  })

  it.each([
    ['another person’s link', { external_id: 'somebody_else' }],
    ['a link that was there before', { created_at: '2020-01-01T00:00:00Z' }],
    ['a link without a birthday', { created_at: null }],
  ])('never to %s', async (_, changes) => {
    const linkId = randomUUID() as LinkId
    const claimant = await begin('applicant_b4', { claims: linkId })
    answer(report(linkId, { external_id: 'applicant_b4', ...changes }))
    await readLink(linkId)
    expect(await connection(claimant)).toEqual({
      state: 'failed',
      link_id: null,
      last_error_code: 'link_mismatch',
    })
    expect(await linkRow(linkId)).toMatchObject({ connection_id: null })
    expect(on.logged.join()).toContain(claimant)
  })

  it('never to a link that is bound already', async () => {
    const linkId = randomUUID() as LinkId
    const mine = await begin('applicant_b5', { claims: linkId })
    answer(report(linkId))
    await readLink(linkId)
    const thief = await begin('applicant_b6', { claims: linkId })
    await readLink(linkId)
    expect(await connection(mine)).toMatchObject({ state: 'connected' })
    expect(await connection(thief)).toMatchObject({ state: 'failed', link_id: null })
  })
})
