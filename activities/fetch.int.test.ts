import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { ownerPlace } from '../store/owner-columns.ts'
import { unseal } from '../vault/sealed.ts'
import { employmentOf, listOf, salaryOf } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
beforeAll(async () => {
  on = await openHands()
})
afterAll(() => on.close())
afterEach(() => on.answerWith(() => undefined))

const fetchEmployments = (linkId: LinkId) => on.run('fetchEmployments', { linkId })
const answerEmployments = (text: string) => on.answerWith(() => new Response(text))

describe('a person’s first data', () => {
  it('makes the link current once both resources are applied, and says so in the ledger', async () => {
    const linkId = await on.opened('99900000188')
    const notice = await on.notice(linkId, 'EMPLOYMENTS')
    const owners = await on.notice(linkId, 'OWNERS', { announcedTotal: 1 })
    expect(await fetchEmployments(linkId)).toMatchObject({
      kind: 'applied',
      notices: [notice],
      standing: { status: 'collecting', reason: 'awaiting_owners' },
    })
    expect(await on.run('fetchOwners', { linkId })).toMatchObject({
      kind: 'applied',
      records: 1,
      standing: { status: 'current', applied: { EMPLOYMENTS: true, OWNERS: true } },
    })
    expect(await on.stateOf(notice)).toBe('applied')
    expect(await on.stateOf(owners)).toBe('applied')
    expect(await on.factsOf(linkId)).toEqual(['LinkConnected', 'LinkCurrent'])
  })

  it('seals who the person is, readable with the link’s key at its place only', async () => {
    const cpf = '99900000269'
    const linkId = await on.opened(cpf)
    await on.announced('fetchOwners', linkId)
    const owner = await on.db
      .selectFrom('owners')
      .selectAll()
      .where('link_id', '=', linkId)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(owner)).not.toContain(cpf)
    const key = await on.hands.keyring.linkKey(linkId)
    if (!key || !owner.document_number) throw new Error('not sealed')
    const place = ownerPlace(owner.id, 'documentNumber')
    const document = unseal(key, owner.document_number, place).toString()
    expect(document.replaceAll(/\D/g, '')).toBe(cpf)
    expect(owner.key_id).toBe(key.id)
  })
})

describe('an amount', () => {
  it('is 2410.50 from the wire to the column', async () => {
    const linkId = await on.opened('99900000340')
    const sent = listOf([employmentOf(linkId, { salaries: [salaryOf('2026-10', 1)] })])
    answerEmployments(sent.replace('"base_amount":1', '"base_amount":2410.50'))
    await on.announced('fetchEmployments', linkId)
    expect(await on.salariesOf(linkId)).toEqual([
      {
        month: '2026-10-01',
        type: 'REGULAR',
        base_amount: '2410.50',
        inss_retained_amount: '201.77',
      },
    ])
    answerEmployments(
      listOf([
        employmentOf(linkId, {
          collected_at: '2026-11-19T00:00:00Z',
          salaries: [salaryOf('2026-10', 9999.99)],
        }),
      ]),
    )
    await on.announced('fetchEmployments', linkId)
    expect((await on.salariesOf(linkId))[0]?.base_amount, 'collected earlier').toBe('2410.50')

    answerEmployments(
      listOf([
        employmentOf(linkId, {
          salaries: [salaryOf('2026-11', 2500.1), salaryOf('2026-11', 2500.1, 'THIRTEENTH')],
        }),
      ]),
    )
    await on.announced('fetchEmployments', linkId)
    expect(await on.salariesOf(linkId), 'a month that is absent stays').toMatchObject([
      { month: '2026-10-01', base_amount: '2410.50' },
      { month: '2026-11-01', base_amount: '2500.10', type: 'REGULAR' },
      { month: '2026-11-01', base_amount: '2500.10', type: 'THIRTEENTH' },
    ])
  })
})

describe('notices', () => {
  let linkId: LinkId
  beforeAll(async () => {
    linkId = await on.opened('99900000420')
    await on.announced('fetchEmployments', linkId)
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
    expect(await on.factsOf(linkId)).toEqual(['LinkConnected'])
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

  it('that were set aside before a read are answered by it, and those of the other resource are not', async () => {
    const [ours, other] = [
      await on.notice(linkId, 'EMPLOYMENTS'),
      await on.notice(linkId, 'OWNERS'),
    ]
    const aside = { state: 'stuck', state_reason: 'told_in_vain' } as const
    await on.db
      .updateTable('inbox')
      .set(aside)
      .where('id', 'in', [ours, other].map(String))
      .execute()
    await on.announced('fetchEmployments', linkId)
    expect(await on.stateOf(ours)).toBe('applied')
    expect(await on.stateOf(other)).toBe('stuck: told_in_vain')
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
    answerEmployments(
      listOf([employmentOf(linkId, { employer_data: { name: 'An older answer' } })]),
    )
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

it('two reads of one link at once end as one, with no fact told twice', async () => {
  const linkId = await on.opened('99900000501')
  const outcomes = await Promise.all([
    on.announced('fetchEmployments', linkId),
    on.announced('fetchOwners', linkId),
    on.announced('fetchEmployments', linkId),
    on.announced('fetchOwners', linkId),
    on.run('readLink', { linkId }),
  ])
  const kinds = outcomes.map(({ kind }) => kind).sort()
  expect(kinds).toEqual(['applied', 'applied', 'ours', 'unchanged', 'unchanged'])
  expect(await on.factsOf(linkId)).toEqual(['LinkConnected', 'LinkCurrent'])
})
