import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { listDrift } from '../store/drift.ts'
import { answerPlace } from '../store/quarantined-answers.ts'
import { unseal } from '../vault/sealed.ts'
import { employmentOf, linkReport, listOf, salaryOf } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
let linkId: LinkId
beforeAll(async () => {
  on = await openHands()
  linkId = await on.opened('99900000501')
  await on.announced('fetchEmployments', linkId)
})
afterAll(() => on.close())
afterEach(() => on.answerWith(() => undefined))

const reads = async (employment: object) => {
  const answer = listOf([employmentOf(linkId, employment)])
  on.answerWith(() => new Response(answer))
  return { answer, outcome: await on.announced('fetchEmployments', linkId) }
}
const seen = async () => (await listDrift(on.db, new Date(0), { limit: 100 })).drift
const seenAt = async (path: string) => (await seen()).filter((place) => place.path === path)
const kept = () =>
  on.db
    .selectFrom('quarantined_answers')
    .selectAll()
    .where('link_id', '=', linkId)
    .executeTakeFirst()

it('notes nothing of what Belvo answers on an ordinary day', async () => {
  expect(await seen()).toEqual([])
})

it('applies an answer with a field that is new, and counts it with each reading', async () => {
  const salaries = [salaryOf('2026-09', 2410.5, 'BONUS'), salaryOf('2026-10', 2410.5, 'BONUS')]
  expect((await reads({ salaries })).outcome).toMatchObject({ kind: 'applied' })
  expect((await reads({ salaries })).outcome).toMatchObject({ kind: 'unchanged' })

  expect(await seenAt('employment.salaries.type')).toMatchObject([
    { kind: 'unknown_value', shape: 'text', times: 4, readings: 2 },
  ])
  expect(await on.salariesOf(linkId)).toContainEqual(expect.objectContaining({ type: 'BONUS' }))
  expect(on.logged.join()).toContain('unknown_value employment.salaries.type (text)')
  expect(on.logged.join()).not.toContain('BONUS')
})

it('takes null for what it cannot read, where null says no more than that', async () => {
  await reads({ employer_data: { name: ['Marina'], code: '1', economic_activity: null } })
  expect(await seenAt('employment.employer_data.name')).toMatchObject([
    { kind: 'wrong_type', shape: 'list' },
  ])
})

it.each([
  ['start_date', { start_date: '01/03/2021' }],
  ['end_date', { end_date: 20_260_101 }],
  ['end_date', { end_date: undefined }],
  ['salaries.month', { salaries: [salaryOf('outubro', 2410.5)] }],
  ['salaries.base_amount', { salaries: [{ ...salaryOf('2026-10', 0), base_amount: null }] }],
  ['salaries', { salaries: 'none' }],
])('keeps an answer sealed whose %s cannot be read, until one can', async (field, change) => {
  const before = await on.salariesOf(linkId)
  const { answer, outcome } = await reads(change)
  expect(outcome).toMatchObject({ kind: 'quarantined', code: `employment.${field}` })
  expect(await seenAt(`employment.${field}`)).toContainEqual(
    expect.objectContaining({ readings: 1 }),
  )
  expect(await on.salariesOf(linkId)).toEqual(before)

  const row = await kept()
  const key = await on.hands.keyring.linkKey(linkId)
  if (!row || !key) throw new Error('not kept')
  expect(row.answer.includes('Padaria')).toBe(false)
  expect(unseal(key, row.answer, answerPlace(linkId, 'EMPLOYMENTS')).toString()).toBe(answer)

  await reads({})
  expect(await kept()).toBeUndefined()
})

it('notes what drifts in the link itself', async () => {
  on.answerWith(() => Response.json({ ...linkReport(linkId), status: 'sleeping', score: 7 }))
  expect(await on.run('readLink', { linkId })).toMatchObject({ kind: 'ours' })
  expect(await seenAt('link.status')).toMatchObject([{ kind: 'unknown_value' }])
  expect(await seenAt('link.score')).toMatchObject([{ kind: 'unknown_field', shape: 'number' }])
})
