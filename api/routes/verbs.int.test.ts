import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { LinkId } from '../../domain/link-id.ts'
import type { CloseAnswer, Verb } from '../../workflows/messages.ts'
import type { RefreshOutcome } from '../../workflows/ports.ts'
import type { Unanswered } from '../orchestrator.ts'
import { Problem } from '../problems.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'

const now = new Date('2026-11-23T12:00:00Z')
let door: Door
let workflowSays: RefreshOutcome | CloseAnswer | Unanswered
let asked: { linkId: LinkId; verb: Verb }[] = []
const answer = (linkId: LinkId, verb: Verb) => {
  asked.push({ linkId, verb })
  return Promise.resolve(workflowSays as never)
}

beforeAll(async () => {
  door = await openDoor({ now: () => now, orchestrator: { refreshNow: answer, close: answer } })
})
afterAll(() => door.close())
beforeEach(() => {
  asked = []
})

async function ask(linkId: string, verb: string, more: { key?: string; body?: unknown } = {}) {
  const response = await door.ask('operate', `/v1/links/${linkId}/${verb}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(more.key && { 'idempotency-key': more.key }),
    },
    body: JSON.stringify(more.body ?? { reason: 'the customer asked' }),
  })
  const { status, headers } = response
  return { status, retryAfter: headers.get('retry-after'), body: await response.json() }
}

it.each([
  ['refresh', { kind: 'accepted', requestId: 'r1' }, { outcome: 'accepted', requestId: 'r1' }],
  ['refresh', { kind: 'under_way' }, { outcome: 'under_way', requestId: null }],
  ['disconnect', { kind: 'closed' }, { outcome: 'disconnected' }],
  ['disconnect', { kind: 'under_way' }, { outcome: 'under_way' }],
] as const)('answers 202 to %s when the workflow says %o', async (verb, says, body) => {
  workflowSays = says
  const linkId = await knownLink(door.db)

  expect(await ask(linkId, verb)).toMatchObject({ status: 202, body })
  expect(asked).toEqual([
    { linkId, verb: { actor: 'the operate key', reason: 'the customer asked' } },
  ])
})

it.each([
  ['refresh', { kind: 'refused', code: 'link_ended' }, 409, 'link-ended'],
  ['disconnect', { kind: 'refused', code: 'access_to_resource_denied' }, 502, 'belvo-refused'],
  ['refresh', { kind: 'worker_away' }, 503, 'worker-away'],
  ['disconnect', { kind: 'orchestrator_away' }, 503, 'orchestrator-away'],
] as const)(
  'answers %s with a problem when the workflow says %o',
  async (verb, says, status, slug) => {
    workflowSays = says
    const linkId = await knownLink(door.db)
    const { body } = await ask(linkId, verb)
    expect(Problem.parse(body)).toMatchObject({ status, type: `/problems/${slug}`, link: linkId })
  },
)

it('says when Belvo takes a refresh again', async () => {
  workflowSays = { kind: 'cooling_down', untilMs: now.getTime() + 90_500 }
  const said = await ask(await knownLink(door.db), 'refresh')
  expect(said).toMatchObject({ status: 409, retryAfter: '91' })
})

it.each(['refresh', 'disconnect', 'retry'])(
  'answers %s of a link that is unknown here, or over, without asking anybody',
  async (verb) => {
    const gone = await knownLink(door.db, {
      status: 'deleted',
      reason: 'disconnected',
      disconnected_at: now,
    })
    expect((await ask(randomUUID(), verb)).status).toBe(404)
    expect((await ask(gone, verb)).status).toBe(409)
    expect(asked).toEqual([])
  },
)

it('writes a retry down like a notice, with who asked and why', async () => {
  const linkId = await knownLink(door.db)
  const nudgesBefore = door.nudges()

  const said = await ask(linkId, 'retry')

  expect(said).toMatchObject({ status: 202, body: { outcome: 'recorded' } })
  expect(door.nudges()).toBe(nudgesBefore + 1)
  const rows = await door.db
    .selectFrom('inbox')
    .select(['source', 'subject', 'lane', 'state', 'actor'])
    .where('link_id', '=', linkId)
    .orderBy('id')
    .execute()
  const asked = { source: 'operator', lane: 'person', state: 'open', actor: 'the operate key' }
  expect(rows).toEqual(['LINK', 'EMPLOYMENTS', 'OWNERS'].map((subject) => ({ ...asked, subject })))
  const fact = await door.db
    .selectFrom('ledger')
    .select(['kind', 'detail'])
    .where('link_id', '=', linkId)
    .executeTakeFirstOrThrow()
  expect(fact).toEqual({
    kind: 'RetryRequested',
    detail: { actor: 'the operate key', reason: 'the customer asked' },
  })
})

it('takes a retry under the same idempotency key once, and without a key each time', async () => {
  const linkId = await knownLink(door.db)
  const outcomes = [
    await ask(linkId, 'retry', { key: 'k1' }),
    await ask(linkId, 'retry', { key: 'k1' }),
    await ask(linkId, 'retry'),
    await ask(linkId, 'retry'),
  ]
  expect(outcomes.map(({ body }) => (body as { outcome: string }).outcome)).toEqual([
    'recorded',
    'repeated',
    'recorded',
    'recorded',
  ])
})

it.each([
  ['nothing', {}],
  ['a reason of spaces', { reason: '     ' }],
  ['a CPF in the reason', { reason: 'asked by 529.982.247-25' }],
  ['an e-mail address in the reason', { reason: 'asked by maria@example.com' }],
  ['a control character', { reason: 'asked\u0000by' }],
  ['more than is asked for', { reason: 'because', actor: 'somebody else' }],
])('answers 400 to %s, and keeps nothing of it', async (_, body) => {
  const linkId = await knownLink(door.db)
  for (const verb of ['refresh', 'disconnect', 'retry']) {
    expect((await ask(linkId, verb, { body })).status).toBe(400)
  }
  expect(asked).toEqual([])
  expect(await door.db.selectFrom('inbox').where('link_id', '=', linkId).execute()).toEqual([])
})

it('refuses keys without the scope operate', async () => {
  const linkId = await knownLink(door.db)
  for (const verb of ['refresh', 'disconnect', 'retry']) {
    const said = await door.ask('read', `/v1/links/${linkId}/${verb}`, { method: 'POST' })
    expect(said.status).toBe(403)
  }
})
