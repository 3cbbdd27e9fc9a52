import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { employmentOf, listOf } from './testing/belvo-answers.ts'
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

const fetchEmployments = (of: LinkId, attempt = 1) =>
  on.run('fetchEmployments', { linkId: of }, attempt)
const answerEmployments = (text: string) => on.answerWith(() => new Response(text))

const thrownBy = (reading: Promise<unknown>) =>
  reading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )

it('an empty answer is waited for, then reported, and erases nothing', async () => {
  const notice = await on.notice(linkId, 'EMPLOYMENTS')
  const before = await on.salariesOf(linkId)
  answerEmployments(listOf([]))
  for (const [attempt, nextRetryDelay] of [3_000, 6_000, 12_000, 24_000, 48_000].entries()) {
    expect(await thrownBy(fetchEmployments(linkId, attempt + 1))).toMatchObject({
      type: 'belvo.not_ready',
      message: 'short_answer',
      category: 'BENIGN',
      nextRetryDelay,
    })
  }
  expect(await fetchEmployments(linkId, 6)).toMatchObject({
    kind: 'short_answer',
    standing: { reason: 'short_answer' },
  })
  expect(await on.stateOf(notice)).toBe('open')
  expect(await on.salariesOf(linkId)).toEqual(before)
  expect(before.length).toBeGreaterThan(0)
  on.answerWith(() => undefined)
  expect(await fetchEmployments(linkId)).toMatchObject({
    kind: 'unchanged',
    standing: { reason: 'awaiting_owners' },
  })
})

it('an answer with less than the notice announced is waited for', async () => {
  await on.notice(linkId, 'EMPLOYMENTS', { announcedTotal: 99 })
  expect(await thrownBy(fetchEmployments(linkId))).toMatchObject({ type: 'belvo.not_ready' })
  await on.notice(linkId, 'EMPLOYMENTS', { announcedTotal: 1 })
  expect(await fetchEmployments(linkId), 'the newest notice counts').toMatchObject({
    kind: 'unchanged',
  })
})

it('an empty answer is a true zero when the notice says zero', async () => {
  const nobody = await on.opened('99900000692')
  await on.notice(nobody, 'EMPLOYMENTS', { announcedTotal: 0 })
  answerEmployments(listOf([]))
  expect(await fetchEmployments(nobody)).toMatchObject({ kind: 'applied', records: 0 })
  await on.notice(nobody, 'EMPLOYMENTS')
  expect(await fetchEmployments(nobody)).toMatchObject({ kind: 'unchanged', records: 0 })
})

it('an answer that cannot be read is quarantined, and the last good state stays', async () => {
  const notice = await on.notice(linkId, 'EMPLOYMENTS')
  const before = await on.salariesOf(linkId)
  answerEmployments(listOf([employmentOf(linkId, { salaries: [{ month: 'MARINA CANÁRIA' }] })]))
  expect(await fetchEmployments(linkId)).toMatchObject({
    kind: 'quarantined',
    standing: { reason: 'answer_quarantined' },
  })
  expect(await on.stateOf(notice)).toBe('quarantined: employment.salaries.month')
  expect(await on.salariesOf(linkId)).toEqual(before)
})

it.each([
  [404, 'not_found', 'refused', 'open'],
  [403, 'permission_denied', 'refused', 'stuck: permission_denied'],
  [404, 'expired_credentials', 'needs_person', 'ignored: expired_credentials'],
])('%i %s is %s, and leaves the data alone', async (status, code, kind, state) => {
  const notice = await on.notice(linkId, 'EMPLOYMENTS')
  on.answerWith(() => Response.json([{ code, message: 'MARINA', request_id: 'r' }], { status }))
  expect(await fetchEmployments(linkId)).toMatchObject({ kind, code })
  expect(await on.stateOf(notice)).toBe(state)
})
