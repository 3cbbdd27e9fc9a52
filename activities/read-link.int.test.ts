import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { linkReport, notFound } from './testing/belvo-answers.ts'
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
const missingFor = (time: string, linkId: LinkId) =>
  on.db
    .updateTable('links')
    .set({ missing_since: sql`clock_timestamp() - ${time}::interval` })
    .where('link_id', '=', linkId)
    .execute()

describe('a link that Belvo shows', () => {
  it('opens as ours with its policy, its clocks and a key of its own', async () => {
    const linkId = await on.connect('99900000188', 'applicant_opens')
    await on.ground({ linkId })
    const notice = await on.notice(linkId, 'LINK')
    const outcome = await readLink(linkId)
    expect(outcome).toMatchObject({
      kind: 'ours',
      standing: { status: 'collecting', reason: 'awaiting_employments_and_owners' },
      policy: { collectWithinMs: 900_000, collectAgainAfterMs: 600_000, collectAttemptsMax: 3 },
      about: { institution: 'inss_br_employment', externalId: 'applicant_opens' },
    })
    const { retrieved_at, stale_at, expected_by } = await on.linkRow(linkId)
    const days = (from: Date | null, to: Date | null) =>
      ((to?.getTime() ?? 0) - (from?.getTime() ?? 0)) / 86_400_000
    expect(days(retrieved_at, stale_at)).toBe(365)
    expect(days(retrieved_at, expected_by)).toBe(7)
    expect(await on.stateOf(notice)).toBe('applied')
    expect(await on.hands.keyring.linkKey(linkId)).toBeDefined()
    await readLink(linkId)
    expect(await on.factsOf(linkId)).toEqual(['LinkConnected'])
  })

  it('of another institution is foreign: no key, and every notice is ignored', async () => {
    const linkId = randomUUID() as LinkId
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    answer(linkReport(linkId, { institution: 'ofmockbank_br_retail' }))
    expect(await readLink(linkId)).toMatchObject({
      kind: 'ended',
      standing: { status: 'foreign' },
    })
    expect(await on.stateOf(notice)).toBe('ignored: link_foreign')
    expect(await on.hands.keyring.linkKey(linkId)).toBeUndefined()
    expect(await on.factsOf(linkId)).toEqual(['LinkForeign'])
  })

  it('needs the person until it is valid and was retrieved since', async () => {
    const linkId = randomUUID() as LinkId
    answer(linkReport(linkId, { status: 'invalid' }))
    expect(await readLink(linkId)).toMatchObject({
      standing: { status: 'needs_person', reason: 'credentials_invalid' },
    })
    answer(linkReport(linkId, { last_accessed_at: new Date(Date.now() - 60_000).toISOString() }))
    expect(await readLink(linkId), 'valid, but not retrieved since').toMatchObject({
      standing: { status: 'needs_person' },
    })
    answer(linkReport(linkId, { last_accessed_at: new Date(Date.now() + 60_000).toISOString() }))
    expect(await readLink(linkId)).toMatchObject({ standing: { status: 'collecting' } })
    expect(await on.factsOf(linkId)).toEqual(['LinkConnected', 'LinkRecovered'])
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
    expect(await on.linkRow(linkId)).toMatchObject({
      status: 'connecting',
      reason: 'answer_quarantined',
    })
    expect(await on.stateOf(notice)).toBe('open')
    answer(linkReport(linkId))
    expect(await readLink(linkId)).toMatchObject({ kind: 'ours' })
  })
})

describe('a link that Belvo does not know', () => {
  it('is unknown after two looks that are far enough apart, and claims on it fail', async () => {
    const linkId = randomUUID() as LinkId
    const notice = await on.notice(linkId, 'LINK')
    const claimant = await on.begin('applicant_unknown', { claims: linkId })
    on.answerWith(() => notFound())
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
    expect(await on.connection(claimant)).toMatchObject({
      state: 'failed',
      last_error_code: 'link_unknown',
    })
  })

  it('is gone when it was ours, and comes back when Belvo shows it again', async () => {
    const linkId = randomUUID() as LinkId
    answer(linkReport(linkId))
    await readLink(linkId)
    on.answerWith(() => notFound())
    await readLink(linkId)
    expect(await on.linkRow(linkId)).toMatchObject({
      status: 'collecting',
      reason: 'not_found_once',
    })
    answer(linkReport(linkId))
    expect(await readLink(linkId), 'it was there after all').toMatchObject({ kind: 'ours' })
    on.answerWith(() => notFound())
    await readLink(linkId)
    await missingFor('11 minutes', linkId)
    expect(await readLink(linkId)).toMatchObject({
      kind: 'ended',
      standing: { status: 'deleted', reason: 'gone_at_belvo' },
    })
    answer(linkReport(linkId))
    expect(await readLink(linkId)).toMatchObject({ standing: { status: 'collecting' } })
    expect(await on.factsOf(linkId)).toEqual(['LinkConnected', 'LinkGone', 'LinkReopened'])
  })
})
