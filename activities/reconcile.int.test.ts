import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
beforeAll(async () => {
  on = await openHands()
})
afterAll(() => on.close())

const wake = async () => (await on.run('wakeSilentLinks', undefined as never)).woken
const meetAll = async (all: boolean) => (await on.run('findUnmetLinks', { all })).found

async function current(cpf: string): Promise<LinkId> {
  const linkId = await on.opened(cpf)
  await on.announced('fetchEmployments', linkId)
  await on.announced('fetchOwners', linkId)
  return linkId
}

/** As if the last retrieval that we know of were nine days ago. */
async function silence(linkId: LinkId): Promise<void> {
  await on.db
    .updateTable('links')
    .set({
      retrieved_at: sql`now() - interval '9 days'`,
      expected_by: sql`now() - interval '2 days'`,
    })
    .where('link_id', '=', linkId)
    .execute()
}

async function openSubjects(linkId: LinkId): Promise<(string | null)[]> {
  const rows = await on.db
    .selectFrom('inbox')
    .select('subject')
    .where('link_id', '=', linkId)
    .where('state', '=', 'open')
    .where('source', '=', 'reconcile')
    .orderBy('subject')
    .execute()
  return rows.map((row) => row.subject)
}

describe('a link of which nothing was heard in time', () => {
  it('is woken once, and sought again only after a part of its silence', async () => {
    const linkId = await current('99900000188')
    expect(await wake()).toBe(0)
    await silence(linkId)
    expect(await wake()).toBe(1)
    expect(await wake()).toBe(0)
    expect(await openSubjects(linkId)).toEqual(['LINK'])
    const { seek_again_at } = await on.linkRow(linkId)
    const daysAway = ((seek_again_at?.getTime() ?? 0) - Date.now()) / 86_400_000
    expect(daysAway).toBeCloseTo(9 / 4, 1)
  })

  it('has its resources read when Belvo retrieved and no notice came, and that counts as missed', async () => {
    const linkId = await current('99900000269')
    await silence(linkId)
    await wake()
    await on.run('readLink', { linkId })
    expect(await openSubjects(linkId)).toEqual(['EMPLOYMENTS', 'OWNERS'])
    expect(on.logged.join('\n')).toContain('Belvo retrieved and no notice came')
    await on.run('readLink', { linkId })
    expect(await openSubjects(linkId)).toEqual(['EMPLOYMENTS', 'OWNERS'])
  })

  it('has the resource read of which the notice was lost, although its twin came', async () => {
    const linkId = await current('99900000501')
    await on.db
      .updateTable('links')
      .set({
        employments_read_at: sql`last_accessed_at - interval '1 hour'`,
        owners_read_at: sql`last_accessed_at + interval '1 hour'`,
        retrieved_at: sql`last_accessed_at + interval '1 minute'`,
        expected_by: sql`now()`,
      })
      .where('link_id', '=', linkId)
      .execute()
    await wake()
    await on.run('readLink', { linkId })
    expect(await openSubjects(linkId)).toEqual(['EMPLOYMENTS'])
  })

  it('has the resource read again that was read while Belvo was still collecting, and that is no miss', async () => {
    const linkId = await current('99900000854')
    await on.db
      .updateTable('links')
      .set({
        employments_read_at: sql`last_accessed_at + interval '1 minute'`,
        owners_read_at: sql`last_accessed_at + interval '1 hour'`,
        retrieved_at: sql`last_accessed_at + interval '1 hour'`,
        expected_by: sql`now()`,
      })
      .where('link_id', '=', linkId)
      .execute()
    await wake()
    const logged = on.logged.length
    await on.run('readLink', { linkId })
    expect(await openSubjects(linkId)).toEqual(['EMPLOYMENTS'])
    expect(on.logged.slice(logged).join('\n')).not.toContain('no notice came')
  })

  it('is left alone while the person is needed, and when nothing more is expected', async () => {
    const needed = await current('99900000340')
    await silence(needed)
    await on.db
      .updateTable('links')
      .set({ status: 'needs_person' })
      .where('link_id', '=', needed)
      .execute()
    expect(await wake()).toBe(0)
    await on.db
      .updateTable('links')
      .set({ status: 'current', expected_by: null })
      .where('link_id', '=', needed)
      .execute()
    expect(await wake()).toBe(0)
  })

  it('is woken past its staleness whatever it waits for, so that its run can end it', async () => {
    const linkId = await current('99900000420')
    await on.db
      .updateTable('links')
      .set({ status: 'needs_person', stale_at: sql`now() - interval '1 minute'` })
      .where('link_id', '=', linkId)
      .execute()
    expect(await wake()).toBe(1)
  })
})

describe('a stale link', () => {
  it('lives again while a resource is to be read, and stays stale for a notice of the link alone', async () => {
    const linkId = await current('99900000773')
    await on.db
      .updateTable('links')
      .set({ status: 'stale', stale_in: '1d' })
      .where('link_id', '=', linkId)
      .execute()
    const longAgo = new Date(Date.now() - 9 * 86_400_000).toISOString()
    on.answerWith((path) =>
      path.startsWith('/api/links/')
        ? Response.json({
            id: linkId,
            institution: 'inss_br_employment',
            status: 'valid',
            stale_in: '1d',
            last_accessed_at: longAgo,
          })
        : undefined,
    )
    await on.db
      .updateTable('links')
      .set({ retrieved_at: sql`now() - interval '9 days'` })
      .where('link_id', '=', linkId)
      .execute()
    expect(await on.run('readLink', { linkId })).toMatchObject({ kind: 'ended' })
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    expect(await on.run('readLink', { linkId })).toMatchObject({ kind: 'ours' })
    expect(await on.stateOf(notice)).toBe('open')
    on.answerWith(() => undefined)
  })
})

describe('a link of which the redirect and all webhooks were lost', () => {
  it('is found among all links of the account, and met once', async () => {
    const linkId = await on.connect('99900000692', 'applicant_unmet')
    expect(await meetAll(true)).toBe(1)
    expect(await openSubjects(linkId)).toEqual(['EMPLOYMENTS', 'LINK', 'OWNERS'])
    await on.run('readLink', { linkId })
    expect(await meetAll(true)).toBe(0)
  })

  it('is found by the connection that stays unanswered, without listing the account', async () => {
    expect(await meetAll(false)).toBe(0)
    const linkId = await on.connect('99900000935', 'applicant_silent')
    await on.db
      .insertInto('connections')
      .values({
        id: linkId,
        external_id: 'applicant_silent',
        access_mode: 'recurrent',
        stale_in: '365d',
        credentials_storage: 'store',
        return_urls: '{}' as never,
        api_key: 'test',
        request_digest: Buffer.alloc(32),
        started_at: sql`now() - interval '20 minutes'`,
        connectable_until: sql`now()`,
      })
      .execute()
    expect(await meetAll(false)).toBe(1)
    expect(await openSubjects(linkId)).toEqual(['EMPLOYMENTS', 'LINK', 'OWNERS'])
  })
})
