import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LinkId } from '../../domain/link-id.ts'
import { bakery, marina, pay } from '../../domain/testing/records.ts'
import { knownLink } from '../testing/known-link.ts'
import { learnedEmployments, learnedOwners } from '../testing/learned.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { Employments } from './link-employments.ts'
import { ExplanationAnswer } from './link-explain.ts'
import { Owners } from './link-owners.ts'

const belvoId = '0199c0de-0000-7000-8000-00000000000a'

let door: Door
let linkId: LinkId
let job: string
let owner: string
beforeAll(async () => {
  door = await openDoor()
  linkId = await knownLink(door.db)
  await learnedEmployments(door, linkId, [
    { ...bakery, belvoId, salaries: [pay('2026-08', '1.00'), pay('2026-09', '2.00')] },
  ])
  await learnedEmployments(door, linkId, [
    { ...bakery, belvoId, salaries: [pay('2026-08', '1.00'), pay('2026-09', '3.00')] },
  ])
  await learnedOwners(door, linkId, [{ ...marina, belvoId }])
  const work = Employments.parse(await (await ask('read', 'employments')).json())
  const people = Owners.parse(await (await ask('identity', 'owners')).json())
  job = work.items[0]?.id as string
  owner = people.items[0]?.id as string
})
afterAll(() => door.close())

const ask = (scope: 'read' | 'identity', path: string) =>
  door.ask(scope, `/v1/links/${linkId}/${path}`)
const explained = async (path: string, of = linkId) => {
  const answer = await door.ask('read', `/v1/links/${of}/explain?path=${path}`)
  return ExplanationAnswer.parse(await answer.json())
}

it('names the facts behind a value, and the notice, request and answer behind each', async () => {
  const { facts } = await explained(`employments/${job}/salaries/2026-09`)
  const notices = await door.db
    .selectFrom('inbox')
    .select(['id', 'request_id'])
    .where('link_id', '=', linkId)
    .where('subject', '=', 'EMPLOYMENTS')
    .orderBy('id')
    .execute()
  const answers = await door.db
    .selectFrom('snapshots')
    .select(['id', 'digest'])
    .where('link_id', '=', linkId)
    .where('resource', '=', 'EMPLOYMENTS')
    .orderBy('read_started_at')
    .execute()

  const behind = [0, 1].map((at) => ({
    activity: 'fetchEmployments',
    notices: [{ id: notices[at]?.id, requestId: notices[at]?.request_id }],
    answer: { id: answers[at]?.id, digest: answers[at]?.digest.toString('hex') },
  }))
  expect(facts).toMatchObject([
    { kind: 'SalaryReported', data: { salary: { baseAmount: { amount: '2.00' } } }, ...behind[0] },
    { kind: 'SalaryRestated', data: { from: { month: '2026-09' } }, ...behind[1] },
  ])
})

it('still names a notice and an answer that are past their days, by what is left of them', async () => {
  const later = await knownLink(door.db)
  await learnedEmployments(door, later, [{ ...bakery, belvoId }])
  const known = Employments.parse(
    await (await door.ask('read', `/v1/links/${later}/employments`)).json(),
  )
  await door.db.deleteFrom('inbox').where('link_id', '=', later).execute()
  await door.db.deleteFrom('snapshots').where('link_id', '=', later).execute()

  const [fact] = (await explained(`employments/${known.items[0]?.id}`, later)).facts
  expect(fact).toMatchObject({ notices: [{ source: null, requestId: null }], answer: null })
})

it('needs the scope identity for what is said of owners, whatever the path pretends', async () => {
  const ofOwner = await ask('read', `explain?path=owners/${owner}/displayName`)
  expect([ofOwner.status, await ofOwner.json()]).toMatchObject([
    403,
    { type: '/problems/scope-missing' },
  ])
  for (const path of [`employments/${owner}`, `employments/${owner}/employer`]) {
    const pretended = await ask('read', `explain?path=${path}`)
    expect(await pretended.json()).toMatchObject({ type: '/problems/value-unknown', status: 404 })
  }
})

it('tells a path that leads nowhere from a value that is not known', async () => {
  const problem = async (path: string) => (await ask('read', `explain?path=${path}`)).json()
  expect(await problem('employments/1/salary')).toMatchObject({
    type: '/problems/malformed-request',
    faults: [{ path: 'query.path', reason: 'leads to no value' }],
  })
  expect(await problem(`employments/${job}/salaries/2025-01`)).toMatchObject({
    type: '/problems/value-unknown',
  })
})

it('writes down who asked, and explains nothing that may not be read', async () => {
  const other = await knownLink(door.db)
  await learnedEmployments(door, other, [{ ...bakery, belvoId }])
  await explained(`employments/${job}`)
  await door.db
    .updateTable('links')
    .set({ ground: 'withdrawn' })
    .where('link_id', '=', other)
    .execute()
  const refused = await door.ask('read', `/v1/links/${other}/explain?path=employments/${job}`)
  expect(await refused.json()).toMatchObject({ type: '/problems/no-longer-permitted' })
  const routes = await door.db.selectFrom('access').select(['link_id', 'route']).execute()
  expect(routes).toContainEqual({ link_id: linkId, route: '/v1/links/{id}/explain' })
  expect(routes.map(({ link_id }) => link_id)).not.toContain(other)
})
