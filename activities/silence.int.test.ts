import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { employmentOf, linkReport, listOf, salaryOf } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
beforeAll(async () => {
  on = await openHands()
})
afterAll(() => on.close())
afterEach(() => on.answerWith(() => undefined))

const sweep = () => on.run('wakeSilentLinks', undefined as never)

async function current(cpf: string): Promise<LinkId> {
  const linkId = await on.opened(cpf)
  await on.announced('fetchEmployments', linkId)
  await on.announced('fetchOwners', linkId)
  return linkId
}

const factsAbout = async (linkId: LinkId, word: RegExp) => {
  const facts = await on.db
    .selectFrom('ledger')
    .select(['kind', 'detail'])
    .where('link_id', '=', linkId)
    .orderBy('position')
    .execute()
  return facts.filter(({ kind }) => word.test(kind))
}

describe('a refresh', () => {
  /** As if the last retrieval that we know of were so long ago, of a link refreshed each week. */
  const silence = (linkId: LinkId, days: number) =>
    on.db
      .updateTable('links')
      .set({
        retrieved_at: sql`now() - ${days} * interval '1 day'`,
        expected_by: sql`now() - ${days - 7} * interval '1 day'`,
      })
      .where('link_id', '=', linkId)
      .execute()

  it('is overdue after two intervals, written down once, until Belvo retrieves again', async () => {
    const linkId = await current('99900000188')
    await silence(linkId, 13.9)
    await sweep()
    expect((await on.linkRow(linkId)).reason).toBeNull()

    await silence(linkId, 14.1)
    await sweep()
    await sweep()
    expect(await factsAbout(linkId, /^Refresh/)).toEqual([
      { kind: 'RefreshOverdue', detail: { intervals: 2 } },
    ])
    on.answerWith(() => Response.json({ ...linkReport(linkId), last_accessed_at: null }))
    expect(await on.run('readLink', { linkId })).toMatchObject({
      standing: { status: 'current', reason: 'refresh_overdue' },
    })

    on.answerWith(() => Response.json(linkReport(linkId)))
    expect(await on.run('readLink', { linkId })).toMatchObject({ standing: { reason: null } })
    expect((await factsAbout(linkId, /^Refresh/)).map(({ kind }) => kind)).toEqual([
      'RefreshOverdue',
      'RefreshNoLongerOverdue',
    ])
  })

  it('that is overdue wakes the link at once, however lately it was sought', async () => {
    const linkId = await current('99900000269')
    await silence(linkId, 14.1)
    await on.db
      .updateTable('links')
      .set({ seek_again_at: sql`now() + interval '1 day'` })
      .where('link_id', '=', linkId)
      .execute()
    expect(await sweep()).toEqual({ woken: 1 })
    expect(await sweep()).toEqual({ woken: 0 })
  })

  it('that is overdue is told where nothing else is wrong', async () => {
    const linkId = await current('99900000340')
    await silence(linkId, 30)
    const trouble = { employments_trouble: 'belvo_refused', reason: 'belvo_refused' }
    await on.db.updateTable('links').set(trouble).where('link_id', '=', linkId).execute()
    await sweep()
    expect((await on.linkRow(linkId)).reason).toBe('belvo_refused')
    expect(await factsAbout(linkId, /^Refresh/)).toHaveLength(1)
  })
})

describe('a salary', () => {
  const reads = async (linkId: LinkId, employment: object) => {
    on.answerWith(() => new Response(listOf([employmentOf(linkId, employment)])))
    await on.announced('fetchEmployments', linkId)
    await sweep()
  }

  it('is overdue after two months that are due, written down once, until one comes', async () => {
    const linkId = await on.opened('99900000501')
    const collected_at = '2027-01-20T03:00:00Z'
    await reads(linkId, { collected_at, salaries: [salaryOf('2026-09', 2410.5)] })
    await reads(linkId, { collected_at, salaries: [salaryOf('2026-09', 2410.5)] })
    await sweep()
    const { id } = await on.db
      .selectFrom('employments')
      .select('id')
      .where('link_id', '=', linkId)
      .executeTakeFirstOrThrow()
    const overdue = { kind: 'SalaryOverdue', detail: { employment: id, months: 2 } }
    expect(await factsAbout(linkId, /^Salary.*Overdue/)).toEqual([overdue])

    const salaries = [salaryOf('2026-09', 2410.5), salaryOf('2026-10', 2410.5)]
    await reads(linkId, { collected_at: '2027-01-27T03:00:00Z', salaries })
    expect(await factsAbout(linkId, /^Salary.*Overdue/)).toEqual([
      overdue,
      {
        kind: 'SalaryNoLongerOverdue',
        detail: { employment: id, because: 'salary_reported' },
      },
    ])
  })

  it('is awaited no longer when the job has ended', async () => {
    const linkId = await on.opened('99900000692')
    const salaries = [salaryOf('2026-06', 2410.5)]
    await reads(linkId, { collected_at: '2026-11-20T03:00:00Z', salaries })
    await reads(linkId, {
      collected_at: '2026-11-21T03:00:00Z',
      end_date: '2026-06-30',
      salaries,
    })
    expect(
      (await factsAbout(linkId, /^Salary.*Overdue/)).map(({ detail }) => detail),
    ).toMatchObject([{ months: 3 }, { because: 'employment_not_open' }])
    expect(await on.db.selectFrom('overdue_salaries').selectAll().execute()).toEqual([])
  })

  it('is looked for only in what was read since', async () => {
    const linkId = await on.opened('99900000773')
    const answer = {
      collected_at: '2026-11-20T03:00:00Z',
      salaries: [salaryOf('2026-10', 2410.5)],
    }
    await reads(linkId, answer)
    await sql`update salaries set month = month - interval '1 year'`.execute(on.db)
    await sweep()
    expect(await factsAbout(linkId, /^Salary.*Overdue/)).toEqual([])
    await reads(linkId, answer)
    expect(await factsAbout(linkId, /^Salary.*Overdue/)).toHaveLength(1)
  })
})
