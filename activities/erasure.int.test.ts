import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tablesShowing } from '../dev/testing/raw-tables.ts'
import { applyTombstones } from '../store/apply-tombstones.ts'
import { requestLinkErasure, requestPersonErasure } from '../store/erasure-requests.ts'
import { findErasure } from '../store/erasures.ts'
import { destroyedTables } from '../store/forgetting.ts'
import { recordLegalGround } from '../store/legal-grounds.ts'
import { recordRequest } from '../store/person-requests.ts'
import { employmentOf, listOf, notFound, salaryOf } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

const steps = [
  'setTombstones',
  'endRuns',
  'deleteAtBelvo',
  'destroyRecords',
  'issueReceipt',
  'deleteRuns',
] as const

let on: OpenHands
beforeEach(async () => {
  on = await openHands()
})
afterEach(() => on.close())

const ground = {
  basis: 'consent',
  purpose: 'credit',
  textVersion: '1',
  givenAt: new Date(),
  evidenceRef: null,
  validUntil: null,
} as const

const by = () => ({ id: randomUUID(), actor: 'desk', reason: 'asked for', at: new Date() })

/** A person with data; and what of it must be found nowhere afterwards. */
async function known(cpf: string, externalId: string) {
  const linkId = await on.connect(cpf, externalId)
  const connectionId = await on.begin(externalId, { claims: linkId })
  await on.db.transaction().execute((tx) => recordLegalGround(tx, { connectionId }, ground, 'desk'))
  await on.run('readLink', { linkId })
  await on.announced('fetchEmployments', linkId)
  await on.announced('fetchOwners', linkId)
  const body = Buffer.from('the body of a notice')
  await on.db.updateTable('inbox').set({ body }).where('link_id', '=', linkId).execute()
  const { rows } = await sql<{ value: string }>`
    select employer_name as value from employments where link_id = ${linkId}
    union select base_amount::text from salaries join employments on employments.id = employment_id
      where link_id = ${linkId} and base_amount > 1000`.execute(on.db)
  return {
    linkId,
    connectionId,
    traces: [externalId, `${body}`, ...rows.map(({ value }) => value)],
  }
}

async function erase(erasureId: string) {
  for (const step of steps) await take(step, erasureId)
}

/** Belvo takes its time to delete a link. */
async function take(step: (typeof steps)[number], erasureId: string) {
  const taken = on.run(step, { erasureId })
  if (step !== 'deleteAtBelvo') return await taken
  await taken.catch(() => on.pass('1m'))
  await on.run(step, { erasureId })
}

describe('an erasure', () => {
  it('leaves nothing of the person in either database, and one receipt', async () => {
    const { linkId, traces } = await known('99900000188', 'applicant_forgotten')
    expect(await tablesShowing(on.databaseUrl, traces)).toContain('public.salaries')
    const stuck = await on.notice(linkId, 'OWNERS')
    await on.db.updateTable('inbox').set({ state: 'stuck' }).where('id', '=', `${stuck}`).execute()
    const request = by()
    await requestPersonErasure(on.db, 'applicant_forgotten', request)
    await erase(request.id)
    expect(await on.stateOf(stuck)).toBe('ignored: link_erased')
    expect(await tablesShowing(on.databaseUrl, traces)).toEqual([])
    expect(await tablesShowing(on.keyringUrl, traces)).toEqual([])
    expect(await on.hands.keyring.linkKey(linkId)).toBeUndefined()
    const { rows: facts } = await sql`
      select octet_length(facts) as bytes from sealed_facts where link_id = ${linkId}`.execute(
      on.db,
    )
    expect(facts).toEqual(facts.map(() => ({ bytes: 32 })))
    expect(facts).not.toEqual([])
    expect(on.runs).toEqual([`terminate ${linkId}`, `deleteAll ${linkId}`])
    const kept = await on.hands.tombstones.find(request.id)
    expect(kept?.receipt).toMatchObject({
      requestedBy: 'desk',
      links: [linkId],
      destroyed: { owners: 1, employments: expect.any(Number) },
    })
    expect((await on.factsOf(linkId)).at(-1)).toBe('LinkErased')
  })

  it('that runs again from any step changes neither what it did nor its receipt', async () => {
    const { linkId } = await known('99900000269', 'applicant_twice')
    const request = by()
    await requestLinkErasure(on.db, linkId, request)
    for (const step of steps) {
      await take(step, request.id)
      await on.run(step, { erasureId: request.id })
    }
    const first = await on.hands.tombstones.find(request.id)
    const { doneAt } = (await findErasure(on.db, request.id)) ?? {}
    await erase(request.id)
    expect(await on.hands.tombstones.find(request.id)).toEqual(first)
    expect((await findErasure(on.db, request.id))?.doneAt).toEqual(doneAt)
    expect((await on.factsOf(linkId)).filter((kind) => kind === 'LinkErased')).toHaveLength(1)
  })

  it('is one, whoever asks again, and however', async () => {
    const { linkId } = await known('99900000340', 'applicant_again')
    const request = by()
    const begun = await requestLinkErasure(on.db, linkId, request)
    expect(begun).toEqual({ kind: 'begun', erasureId: request.id })
    const before = { kind: 'begun_before', erasureId: request.id }
    expect(await requestLinkErasure(on.db, linkId, by())).toEqual(before)
    expect(await requestPersonErasure(on.db, 'applicant_again', by())).toEqual(before)
    await erase(request.id)
    expect(await requestLinkErasure(on.db, linkId, by())).toEqual(before)
    const person = await on.hands.keyring.blindIndex('applicant_again')
    expect(await on.hands.tombstones.findLatestOf(person)).toMatchObject({ erasureId: request.id })
  })

  it('of a person takes in the links that Belvo has of them and we never met', async () => {
    const { linkId } = await known('99900000188', 'applicant_stray')
    const stray = await on.connect('99900000269', 'applicant_stray')
    const other = await on.connect('99900000340', 'applicant_other')
    const inAnHour = new Date(Date.now() + 3_600_000)
    const request = { ...by(), at: inAnHour }
    await requestPersonErasure(on.db, 'applicant_stray', request)
    await erase(request.id)
    const kept = await on.hands.tombstones.find(request.id)
    expect(kept?.links.toSorted()).toEqual([linkId, stray].toSorted())
    expect(await on.linkRow(stray)).toMatchObject({ status: 'erased' })
    const atBelvo = await Promise.all([stray, other].map((id) => on.hands.belvo.readLink(id)))
    expect(atBelvo).toMatchObject([{ kind: 'not_found' }, { kind: 'found' }])
  })

  it('of their last link alone leaves their id in no request either', async () => {
    const externalId = 'applicant_link_by_link'
    const links = [await known('99900000188', externalId), await known('99900000269', externalId)]
    await recordRequest(on.db, {
      externalId,
      askedFor: 'access',
      receivedAt: new Date(),
      by: { actor: 'desk', reason: 'By letter' },
    })
    const named: boolean[] = []
    for (const { linkId } of links) {
      const request = by()
      await requestLinkErasure(on.db, linkId, request)
      await erase(request.id)
      const tables = await tablesShowing(on.databaseUrl, [externalId])
      named.push(tables.includes('public.person_requests'))
    }
    expect(named).toEqual([true, false])
  })

  it('is not done before Belvo does not know the link any more', async () => {
    const { linkId } = await known('99900000420', 'applicant_stays')
    const request = by()
    await requestLinkErasure(on.db, linkId, request)
    on.answerWith((path) =>
      path.includes(linkId) ? Response.json({}, { status: 503 }) : undefined,
    )
    await expect(on.run('deleteAtBelvo', { erasureId: request.id })).rejects.toThrow()
    expect((await findErasure(on.db, request.id))?.doneAt.gone_at_belvo).toBeNull()
    on.answerWith((path) => (path.includes(linkId) ? notFound() : undefined))
    await on.run('deleteAtBelvo', { erasureId: request.id })
    expect((await findErasure(on.db, request.id))?.doneAt.gone_at_belvo).not.toBeNull()
  })
})

describe('what is destroyed', () => {
  it('is every row about the link, but of tables that are kept on purpose', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where column_name = 'link_id' and table_schema = 'public' and table_name !~ '^inbox_'`.execute(
      on.db,
    )
    const kept = [
      'access',
      'connections',
      'inbox',
      'ledger',
      'legal_grounds',
      'links',
      'sealed_facts',
    ]
    const ofLinks = rows.map(({ name }) => name).filter((name) => !kept.includes(name))
    expect(ofLinks.sort()).toEqual([...destroyedTables].sort())
  })

  it('is everything in the row of the link, but that it was', async () => {
    const { linkId } = await known('99900000188', 'applicant_row')
    const request = by()
    await requestPersonErasure(on.db, 'applicant_row', request)
    await erase(request.id)
    const row = Object.entries(await on.linkRow(linkId))
    const told = row.filter(([, value]) => value !== null).map(([column]) => column)
    expect(told.sort()).toEqual(
      [
        ...['connection_id', 'disconnected_at', 'ended_at', 'erasure_id', 'ground', 'identity'],
        ...['link_id', 'opened_at', 'revision', 'status', 'updated_at'],
      ].sort(),
    )
  })
})

describe('from the request on', () => {
  it.each([0, 4])('a read that was under way writes nothing after %i steps', async (stepsDone) => {
    const { linkId, traces } = await known('99900000501', 'applicant_under_way')
    await on.notice(linkId, 'EMPLOYMENTS')
    const late = answerLater(
      listOf([employmentOf(linkId, { salaries: [salaryOf('2026-10', 7411.03)] })]),
    )
    on.answerWith((path) => (path === '/api/br/employments/' ? late.response : undefined))
    const reading = on.run('fetchEmployments', { linkId })
    await late.asked
    const request = by()
    await requestLinkErasure(on.db, linkId, request)
    for (const step of steps.slice(0, stepsDone)) await take(step, request.id)
    late.arrive()
    await Promise.allSettled([reading])
    expect(await tablesShowing(on.databaseUrl, ['7411.03'])).toEqual([])
    await erase(request.id)
    expect(await tablesShowing(on.databaseUrl, traces)).toEqual([])
  })

  it('a late wake-up, a refresh and a reconcile write nothing, and make no key', async () => {
    const { linkId, traces } = await known('99900000501', 'applicant_late')
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    const request = by()
    await requestLinkErasure(on.db, linkId, request)
    expect(await on.stateOf(notice)).toBe('ignored: link_erasing')
    for (const step of steps.slice(0, 2)) await on.run(step, { erasureId: request.id })
    expect(await on.run('readLink', { linkId })).toMatchObject({ kind: 'ended' })
    expect(await on.run('fetchEmployments', { linkId })).toMatchObject({
      kind: 'closed',
    })
    await erase(request.id)
    await on.run('requestRefresh', { linkId, actor: 'desk', reason: 'late' })
    await on.run('closeLink', { linkId, ending: 'disconnected', actor: 'desk', reason: 'late' })
    await on.run('wakeSilentLinks', undefined as never)
    expect(await on.linkRow(linkId)).toMatchObject({ status: 'erased' })
    expect((await on.factsOf(linkId)).at(-1)).toBe('LinkErased')
    expect(await tablesShowing(on.databaseUrl, traces)).toEqual([])
    await expect(on.hands.keyring.createLinkKey(linkId)).rejects.toThrow('link_is_forgotten')
  })
})

describe('a restored backup', () => {
  it('shows nothing of who was forgotten once the tombstones are applied', async () => {
    const { linkId, traces } = await known('99900000692', 'applicant_restored')
    const { id } = by()
    const person = await on.hands.keyring.blindIndex('applicant_restored')
    const note = { erasureId: id, requestedAt: new Date(), requestedBy: 'desk', reason: 'asked' }
    await on.hands.tombstones.set({ ...note, person }, [{ kind: 'link', id: linkId }])
    expect(await applyTombstones(on.db, on.hands.tombstones)).toBe(1)
    expect(await tablesShowing(on.databaseUrl, traces)).toEqual([])
    expect(await on.linkRow(linkId)).toMatchObject({ status: 'erased', erasure_id: id })
    expect(await applyTombstones(on.db, on.hands.tombstones), 'again').toBe(0)
    await erase(id)
    expect(await on.hands.tombstones.find(id)).toMatchObject({ receipt: { links: [linkId] } })
  })
})

/** An answer of Belvo that was asked for, and is still on its way. */
function answerLater(text: string) {
  const asked = Promise.withResolvers<void>()
  const arrived = Promise.withResolvers<void>()
  const body = new ReadableStream({
    async pull(stream) {
      asked.resolve()
      await arrived.promise
      stream.enqueue(Buffer.from(text))
      stream.close()
    },
  })
  return { response: new Response(body), asked: asked.promise, arrive: arrived.resolve }
}
