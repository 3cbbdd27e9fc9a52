import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CalendarDate } from '../domain/calendar.ts'
import type { Employment } from '../domain/employment.ts'
import type { LinkId } from '../domain/link-id.ts'
import { beginReading } from '../store/reading-begun.ts'
import type { ResourceMemory } from '../store/resource-memory.ts'
import { employmentMemory } from '../store/resource-memory.ts'
import { applyReading } from '../store/resource-reading.ts'
import { employmentOf, listOf } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
beforeAll(async () => {
  on = await openHands()
})
afterAll(() => on.close())
afterEach(() => on.answerWith(() => undefined))

/** As if the finding of the last read were so much older. */
const age = (linkId: LinkId, seconds: number) =>
  sql`update second_looks set found_at = found_at - ${seconds} * interval '1 second'
    where link_id = ${linkId}`.execute(on.db)

const waiting = (linkId: LinkId) =>
  on.db
    .selectFrom('inbox')
    .select(['source', sql<number>`extract(epoch from claimed_until - now())`.as('seconds')])
    .where('link_id', '=', linkId)
    .where('subject', '=', 'EMPLOYMENTS')
    .where('state', '=', 'open')
    .execute()

describe('a first answer that no notice announced', () => {
  const look = (linkId: LinkId) => on.run('fetchEmployments', { linkId })

  it('counts when an equal one follows a minute later, and its notice waits for that', async () => {
    const linkId = await on.opened('99900000188')
    const asked = await on.notice(linkId, 'EMPLOYMENTS', { source: 'operator' })
    expect(await look(linkId)).toMatchObject({
      kind: 'second_look',
      code: 'unannounced',
      standing: { applied: { EMPLOYMENTS: false } },
    })
    expect(await look(linkId), 'too early').toMatchObject({ kind: 'second_look' })
    expect(await on.salariesOf(linkId)).toEqual([])
    expect(await waiting(linkId)).toMatchObject([{ source: 'operator' }])
    expect(Number((await waiting(linkId))[0]?.seconds)).toBeGreaterThan(50)

    await age(linkId, 61)
    expect(await look(linkId)).toMatchObject({ kind: 'applied', notices: [asked] })
    expect((await on.salariesOf(linkId)).length).toBeGreaterThan(0)
  })

  it('waits afresh when the second one differs', async () => {
    const linkId = await on.opened('99900000269')
    await on.notice(linkId, 'EMPLOYMENTS', { source: 'operator' })
    on.answerWith((path) =>
      path.includes('employment') ? new Response(listOf([employmentOf(linkId)])) : undefined,
    )
    await look(linkId)
    await age(linkId, 61)
    on.answerWith(() => undefined)
    expect(await look(linkId)).toMatchObject({ kind: 'second_look' })
    await age(linkId, 61)
    expect(await look(linkId)).toMatchObject({ kind: 'applied' })
  })
})

describe('what an answer lacks', () => {
  const rules = { dayMs: 86_400_000, proofGapMs: 600_000, unannouncedGapMs: 60_000 }
  const anEmployment: Employment = {
    belvoId: '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2',
    employer: { name: null, code: null, economicActivity: null },
    startDate: '2021-03-01' as CalendarDate,
    endDate: null,
    occupations: [],
    salaries: [],
    collectedAt: null,
  }

  /** One read whose answer lacks `lacking`; tells whether that counts as gone. */
  async function look(
    linkId: LinkId,
    { lacking = ['this'], linkIsValid = true, isEmpty = false } = {},
  ): Promise<boolean> {
    const reading = await beginReading(on.db, linkId, 'EMPLOYMENTS')
    let isGone = false
    const memory: ResourceMemory<Employment> = {
      ...employmentMemory,
      decide: (_, __, { absence }) => {
        isGone ||= absence === 'proven'
        return { facts: [], vanishing: lacking, ambiguous: 0, collectedAt: new Map() }
      },
    }
    const answer = {
      records: isEmpty ? [] : [anEmployment],
      drift: [],
      linkIsValid: linkIsValid && reading.isSecondLook,
      memory,
      key: await on.hands.keyring.createLinkKey(linkId),
      people: [],
    }
    await applyReading(on.db, reading, answer, rules)
    return isGone
  }

  async function collected(cpf: string): Promise<LinkId> {
    const linkId = await on.opened(cpf)
    await on.announced('fetchEmployments', linkId)
    return linkId
  }

  it('is gone once a second look, ten minutes later, lacks the same', async () => {
    const linkId = await collected('99900000340')
    expect(await look(linkId)).toBe(false)
    expect(await waiting(linkId)).toMatchObject([{ source: 'second_look' }])
    expect(Number((await waiting(linkId))[0]?.seconds)).toBeGreaterThan(590)
    expect(await look(linkId), 'too early').toBe(false)
    expect(await waiting(linkId), 'another wake-up for the one that was used up').toHaveLength(1)
    await age(linkId, 601)
    expect(await look(linkId)).toBe(true)
    expect(await look(linkId, { lacking: [] })).toBe(false)
  })

  it('is not gone when it came back between the looks, or something else is lacking', async () => {
    const linkId = await collected('99900000501')
    await look(linkId)
    await age(linkId, 601)
    expect(await look(linkId, { lacking: [] })).toBe(false)
    expect(await look(linkId)).toBe(false)
    await age(linkId, 601)
    expect(await look(linkId, { lacking: ['that'] })).toBe(false)
  })

  it('is not gone while Belvo does not call the link valid', async () => {
    const linkId = await collected('99900000692')
    await look(linkId)
    await age(linkId, 601)
    expect(await look(linkId, { linkIsValid: false })).toBe(false)
  })

  it('is gone at once when the newest notice announced none', async () => {
    const linkId = await collected('99900000773')
    await on.notice(linkId, 'EMPLOYMENTS', { announcedTotal: 0 })
    expect(await look(linkId, { isEmpty: true })).toBe(true)
  })
})
