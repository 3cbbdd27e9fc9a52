import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { ownerPlace } from '../store/owner-columns.ts'
import { unseal } from '../vault/sealed.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

const steadyWorker = '99900000188'
const twoJobs = '99900000269'

let on: OpenHands
let person = 0
beforeAll(async () => {
  on = await openHands()
})
afterAll(() => on.close())
afterEach(() => on.answerWith(() => undefined))

/** A link of ours, opened, whose first data Belvo has. */
async function opened(cpf: string): Promise<LinkId> {
  const linkId = await on.connect(cpf, { externalId: `applicant_${person++}` })
  await on.run('readLink', { linkId })
  return linkId
}

const fetchEmployments = (linkId: LinkId, forced = false) =>
  on.run('fetchEmployments', { linkId, forced })

const kindsOf = async (linkId: LinkId) => {
  const facts = await on.db
    .selectFrom('ledger')
    .select('kind')
    .where('link_id', '=', linkId)
    .orderBy('position')
    .execute()
  return facts.map(({ kind }) => kind)
}

const page = (results: object[]) =>
  JSON.stringify({ count: results.length, next: null, previous: null, results })

const employment = (linkId: LinkId, more: object = {}) => ({
  id: '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2',
  link: linkId,
  collected_at: '2026-11-20T14:03:09.880102Z',
  start_date: '2021-03-01',
  end_date: null,
  employer_data: {
    name: 'Padaria Aurora',
    code: '01222333',
    economic_activity: '4721-1 - PADARIA',
  },
  occupations: [],
  salaries: [],
  ...more,
})

const salary = (month: string, amount: number, type: string | null = 'REGULAR') => ({
  month,
  base_amount: amount,
  retained_amount: 201.77,
  type,
  currency: 'BRL',
})

const answerEmployments = (text: string) =>
  on.answerWith((path) => (path === '/api/br/employments/' ? new Response(text) : undefined))

const salariesOf = (linkId: LinkId) =>
  on.db
    .selectFrom('salaries')
    .innerJoin('employments', 'employments.id', 'salaries.employment_id')
    .select(['month', 'type', 'base_amount', 'inss_retained_amount'])
    .where('link_id', '=', linkId)
    .orderBy('month')
    .orderBy('ordinal')
    .execute()

describe('a person’s first data', () => {
  it('makes the link current once both resources are applied, and says so in the ledger', async () => {
    const linkId = await opened(steadyWorker)
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    const owners = await on.notice(linkId, 'OWNERS', { announcedTotal: 1 })
    expect(await fetchEmployments(linkId)).toMatchObject({
      kind: 'applied',
      notices: [notice],
      standing: { status: 'collecting', reason: 'awaiting_owners' },
    })
    expect(await on.run('fetchOwners', { linkId, forced: false })).toMatchObject({
      kind: 'applied',
      records: 1,
      standing: { status: 'current', applied: { EMPLOYMENTS: true, OWNERS: true } },
    })
    expect(await on.stateOf(notice)).toBe('applied')
    expect(await on.stateOf(owners)).toBe('applied')
    expect(await kindsOf(linkId)).toEqual(['LinkConnected', 'LinkCurrent'])
  })

  it('seals who the person is, readable with the link’s key at its place only', async () => {
    const linkId = await opened(twoJobs)
    await on.run('fetchOwners', { linkId, forced: true })
    const owner = await on.db
      .selectFrom('owners')
      .selectAll()
      .where('link_id', '=', linkId)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(owner)).not.toContain(twoJobs)
    const key = await on.hands.keyring.linkKey(linkId)
    if (!key || !owner.document_number) throw new Error('not sealed')
    const place = ownerPlace(owner.id, 'documentNumber')
    const document = unseal(key, owner.document_number, place).toString()
    expect(document.replaceAll(/\D/g, '')).toBe(twoJobs)
    expect(owner.key_id).toBe(key.id)
  })
})

describe('an amount', () => {
  it('is 2410.50 from the wire to the column', async () => {
    const linkId = await opened('99900000340')
    const sent = page([employment(linkId, { salaries: [salary('2026-10', 1)] })])
    answerEmployments(sent.replace('"base_amount":1', '"base_amount":2410.50'))
    await fetchEmployments(linkId, true)
    expect(await salariesOf(linkId)).toEqual([
      {
        month: '2026-10-01',
        type: 'REGULAR',
        base_amount: '2410.50',
        inss_retained_amount: '201.77',
      },
    ])
    answerEmployments(
      page([
        employment(linkId, {
          collected_at: '2026-11-19T00:00:00Z',
          salaries: [salary('2026-10', 9999.99)],
        }),
      ]),
    )
    await fetchEmployments(linkId, true)
    expect((await salariesOf(linkId))[0]?.base_amount, 'collected earlier').toBe('2410.50')

    answerEmployments(
      page([
        employment(linkId, {
          salaries: [salary('2026-11', 2500.1), salary('2026-11', 2500.1, 'THIRTEENTH')],
        }),
      ]),
    )
    await fetchEmployments(linkId, true)
    expect(await salariesOf(linkId), 'a month that is absent stays').toMatchObject([
      { month: '2026-10-01', base_amount: '2410.50' },
      { month: '2026-11-01', base_amount: '2500.10', type: 'REGULAR' },
      { month: '2026-11-01', base_amount: '2500.10', type: 'THIRTEENTH' },
    ])
  })
})

describe('notices', () => {
  let linkId: LinkId
  beforeAll(async () => {
    linkId = await opened('99900000420')
    await fetchEmployments(linkId, true)
  })

  it('that are not there cost no request', async () => {
    const before = on.requests.length
    expect(await fetchEmployments(linkId)).toMatchObject({ kind: 'nothing_open' })
    expect(on.requests.length).toBe(before)
  })

  it('twice about the same content are one effect', async () => {
    const [one, two] = [
      await on.notice(linkId, 'EMPLOYMENTS'),
      await on.notice(linkId, 'EMPLOYMENTS'),
    ]
    expect(await fetchEmployments(linkId)).toMatchObject({ kind: 'unchanged', notices: [one, two] })
    expect(await kindsOf(linkId)).toEqual(['LinkConnected'])
  })

  it('that arrive during the read stay open, and the others carry when it began', async () => {
    const before = await on.notice(linkId, 'EMPLOYMENTS')
    const arrived: Promise<number>[] = []
    on.answerWith(() => {
      arrived.push(on.notice(linkId, 'EMPLOYMENTS'))
      return undefined
    })
    await fetchEmployments(linkId)
    expect(await on.stateOf(before)).toBe('applied')
    expect(await on.stateOf((await arrived[0]) as number)).toBe('open')
    const row = await on.db
      .selectFrom('inbox')
      .select(({ eb }) => eb('read_started_at', '>', eb.ref('received_at')).as('isReadAfter'))
      .where('id', '=', String(before))
      .executeTakeFirstOrThrow()
    expect(row.isReadAfter).toBe(true)
  })

  it('of an earlier read never undo a later one', async () => {
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    const readAt = (employments_read_at: string) =>
      on.db
        .updateTable('links')
        .set({ employments_read_at })
        .where('link_id', '=', linkId)
        .execute()
    await readAt('2999-01-01T00:00:00Z')
    answerEmployments(page([employment(linkId, { employer_data: { name: 'An older answer' } })]))
    expect(await fetchEmployments(linkId)).toMatchObject({ kind: 'unchanged' })
    expect(await on.stateOf(notice)).toBe('applied')
    const written = await on.db
      .selectFrom('employments')
      .select('id')
      .where('employer_name', '=', 'An older answer')
      .execute()
    expect(written).toEqual([])
    await readAt('2000-01-01T00:00:00Z')
  })
})

describe('an answer that is not news', () => {
  let linkId: LinkId
  beforeAll(async () => {
    linkId = await opened('99900000501')
    await fetchEmployments(linkId, true)
  })

  const thrownBy = (reading: Promise<unknown>) =>
    reading.then(
      () => undefined,
      (thrown: unknown) => thrown,
    )

  it('because it is empty is waited for, then reported, and erases nothing', async () => {
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    const before = await salariesOf(linkId)
    answerEmployments(page([]))
    for (const [attempt, nextRetryDelay] of [3_000, 6_000, 12_000, 24_000, 48_000].entries()) {
      const order = { linkId, forced: false }
      expect(await thrownBy(on.run('fetchEmployments', order, attempt + 1))).toMatchObject({
        type: 'belvo.not_ready',
        message: 'short_answer',
        category: 'BENIGN',
        nextRetryDelay,
      })
    }
    expect(await on.run('fetchEmployments', { linkId, forced: false }, 6)).toMatchObject({
      kind: 'short_answer',
      standing: { reason: 'short_answer' },
    })
    expect(await on.stateOf(notice)).toBe('open')
    expect(await salariesOf(linkId)).toEqual(before)
    expect(before.length).toBeGreaterThan(0)
    on.answerWith(() => undefined)
    expect(await fetchEmployments(linkId)).toMatchObject({
      kind: 'unchanged',
      standing: { reason: 'awaiting_owners' },
    })
  })

  it('because the notice announced more is waited for', async () => {
    await on.notice(linkId, 'EMPLOYMENTS', { announcedTotal: 99 })
    expect(await thrownBy(fetchEmployments(linkId))).toMatchObject({ type: 'belvo.not_ready' })
    await on.notice(linkId, 'EMPLOYMENTS', { announcedTotal: 1 })
    expect(await fetchEmployments(linkId), 'the newest notice counts').toMatchObject({
      kind: 'unchanged',
    })
  })

  it('is a true zero when the notice says zero', async () => {
    const nobody = await opened('99900000692')
    await on.notice(nobody, 'EMPLOYMENTS', { announcedTotal: 0 })
    answerEmployments(page([]))
    expect(await fetchEmployments(nobody)).toMatchObject({ kind: 'applied', records: 0 })
    await on.notice(nobody, 'EMPLOYMENTS')
    expect(await fetchEmployments(nobody)).toMatchObject({ kind: 'unchanged', records: 0 })
  })

  it('because it cannot be read is quarantined, and the last good state stays', async () => {
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    const before = await salariesOf(linkId)
    answerEmployments(page([employment(linkId, { salaries: [{ month: 'MARINA CANÁRIA' }] })]))
    expect(await fetchEmployments(linkId)).toMatchObject({
      kind: 'quarantined',
      standing: { reason: 'answer_quarantined' },
    })
    expect(await on.stateOf(notice)).toBe('quarantined: record.salaries.month')
    expect(await salariesOf(linkId)).toEqual(before)
  })

  it.each([
    [401, 'authentication_failed', 'refused', 'open'],
    [404, 'not_found', 'refused', 'open'],
    [403, 'permission_denied', 'refused', 'stuck: permission_denied'],
    [404, 'expired_credentials', 'needs_person', 'ignored: expired_credentials'],
  ])('because of %i %s is %s', async (status, code, kind, state) => {
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    on.answerWith(() => Response.json([{ code, message: 'MARINA', request_id: 'r' }], { status }))
    expect(await fetchEmployments(linkId)).toMatchObject({ kind, code })
    expect(await on.stateOf(notice)).toBe(state)
  })
})

describe('a failure', () => {
  const name = 'Marina Canária'
  const cpf = '52998224725'
  let linkId: LinkId
  beforeAll(async () => {
    linkId = await opened('99900000773')
    await sql`alter table employments add check (employer_name <> ${sql.lit(name)})`.execute(on.db)
  })

  const failure = () =>
    on.run('fetchEmployments', { linkId, forced: true }).then(
      () => undefined,
      (thrown: Error) => thrown,
    )

  it.each([
    ['Belvo’s own words', () => new Response(`${name} ${cpf}`, { status: 500 })],
    ['a broken answer', () => new Response(`{"display_name":"${name}`)],
    [
      'what PostgreSQL quotes',
      () => new Response(page([employment(linkId, { employer_data: { name } })])),
    ],
    [
      'a network error',
      () => {
        throw new TypeError(`fetch failed for ${name} ${cpf}`)
      },
    ],
  ])('and its log line say a code and nothing of %s', async (_, answer) => {
    on.answerWith(answer)
    const thrown = await failure()
    expect(thrown).toMatchObject({ nextRetryDelay: 3_000 })
    const said = [String(thrown), thrown?.stack, JSON.stringify(thrown), String(thrown?.cause)]
    expect([...said, ...on.logged].join()).not.toMatch(/Marina|52998224725/)
  })

  it('by rate holds everybody back, and comes back at a moment of the link’s own', async () => {
    on.answerWith(() => new Response('<html>openresty</html>', { status: 403 }))
    expect(await failure()).toMatchObject({ type: 'belvo.rate_limited', category: 'BENIGN' })
    on.answerWith(() => undefined)
    const asked = on.requests.length
    expect(await failure()).toMatchObject({ type: 'belvo.rate_limited' })
    expect(on.requests.length).toBe(asked)
    await on.db.updateTable('belvo_budget').set({ blocked_until: null }).execute()
  })
})
