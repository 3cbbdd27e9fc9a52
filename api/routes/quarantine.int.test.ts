import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { LinkId } from '../../domain/link-id.ts'
import { Private } from '../../domain/private.ts'
import { beginReading } from '../../store/reading-begun.ts'
import { recordSetback } from '../../store/resource-setback.ts'
import { keptNotice } from '../testing/kept-notice.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { Quarantine } from './quarantine.ts'
import { KeptAnswer } from './quarantined-answer.ts'
import { Timeline } from './timeline.ts'

const reason = 'release 0.2 reads it'
const actor = 'the operate key'
const place = 'employment.salaries.month'
const month13 = '{"month":"13"}'
let door: Door
let linkId: LinkId
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.db.deleteFrom('links').execute()
  await door.db.deleteFrom('inbox').execute()
  linkId = await knownLink(door.db)
})

const quarantine = async (query = '') =>
  Quarantine.parse(await (await door.ask('operate', `/v1/quarantine${query}`)).json())
const link = async () =>
  (await (await door.ask('read', `/v1/links/${linkId}`)).json()) as { reason: string | null }
const timeline = async () =>
  Timeline.parse(await (await door.ask('read', `/v1/links/${linkId}/timeline`)).json()).items
const inbox = () =>
  door.db
    .selectFrom('inbox')
    .select(['source', 'subject', 'state', 'state_reason', 'dismissed_by'])
    .where('link_id', '=', linkId)
    .orderBy('id')
    .execute()

async function ask(verb: string, resource = 'employments', of: string = linkId) {
  const answer = await door.ask('operate', `/v1/quarantine/${of}/${resource}/${verb}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason }),
  })
  return { status: answer.status, body: await answer.json() }
}

/** Belvo's answer to the open notices of EMPLOYMENTS cannot be read. */
async function quarantined({ notices = 1, of = linkId } = {}) {
  for (let i = 0; i < notices; i += 1) {
    await keptNotice(door.db, of, { state: 'open', state_reason: null })
  }
  const reading = await beginReading(door.db, of, 'EMPLOYMENTS')
  const { db, keyring } = door.parts
  await keyring.createLinkKey(of)
  const answer = new Private(month13)
  const setback = { kind: 'quarantined', code: place, drift: [], answer } as const
  await recordSetback(db, keyring, reading, setback, 86_400_000)
}

it('lists what could not be read, where, and how many notices wait for it, page by page', async () => {
  await quarantined({ notices: 2 })
  await quarantined({ of: await knownLink(door.db) })

  const first = await quarantine('?limit=1')
  const second = await quarantine(`?limit=1&cursor=${first.nextCursor}`)

  expect(second.nextCursor).toBeNull()
  const ours = [...first.items, ...second.items].find((item) => item.link === linkId)
  expect(ours).toMatchObject({
    resource: 'employments',
    place,
    isKept: true,
    notices: 2,
    next: expect.stringContaining(`POST /v1/quarantine/${linkId}/employments/accept`),
  })
})

it('opens the answer to the key that may see the person, and writes down who looked', async () => {
  await quarantined()
  const look = (resource: string) => door.ask('identity', `/v1/quarantine/${linkId}/${resource}`)

  const opened = await look('employments')

  expect(KeptAnswer.parse(await opened.json()).answer).toBe(month13)
  expect(opened.headers.get('cache-control')).toBe('no-store')
  const traces = await door.db.selectFrom('access').select(['api_key', 'route']).execute()
  expect(traces).toEqual([{ api_key: 'the identity key', route: '/v1/quarantine/{id}/{resource}' }])
  expect(await (await look('owners')).json()).toMatchObject({ type: '/problems/not-quarantined' })
})

it('opens the notices again when the answer is accepted, and keeps who asked and why', async () => {
  await quarantined()
  const nudgesBefore = door.nudges()

  expect(await ask('accept')).toEqual({
    status: 202,
    body: { link: linkId, resource: 'employments' },
  })

  expect(door.nudges()).toBe(nudgesBefore + 1)
  expect(await inbox()).toMatchObject([{ source: 'webhook', state: 'open' }])
  const fact = (await timeline()).find(({ kind }) => kind === 'QuarantineAccepted')
  expect(fact).toMatchObject({ actor, what: expect.stringContaining(reason) })
})

it('makes a wake-up of its own when an answer is accepted that no notice waits for', async () => {
  await quarantined({ notices: 0 })
  await ask('accept')
  expect(await inbox()).toMatchObject([
    { source: 'operator', subject: 'EMPLOYMENTS', state: 'open' },
  ])
})

it('dismisses the notices when the answer is discarded, and the link stands as before it', async () => {
  await quarantined()
  expect((await link()).reason).toBe('answer_quarantined')

  expect((await ask('discard')).status).toBe(202)

  expect((await link()).reason).toBeNull()
  expect((await quarantine()).items).toEqual([])
  expect(await door.db.selectFrom('quarantined_answers').selectAll().execute()).toEqual([])
  expect(await inbox()).toMatchObject([
    { source: 'webhook', state: 'ignored', state_reason: 'dismissed', dismissed_by: actor },
    { source: 'operator', subject: 'LINK', state: 'open' },
  ])
  const fact = (await timeline()).find(({ kind }) => kind === 'QuarantineDiscarded')
  expect(fact).toMatchObject({ actor, what: expect.stringContaining(reason) })
})

it.each(['accept', 'discard'])(
  'refuses to %s what is not there, and writes nothing',
  async (verb) => {
    expect(await ask(verb)).toMatchObject({ body: { type: '/problems/not-quarantined' } })
    expect((await ask(verb, 'employments', randomUUID())).status).toBe(404)
    expect((await ask(verb, 'salaries')).status).toBe(400)
    expect(await inbox()).toEqual([])
    expect(await timeline()).toEqual([])
  },
)
