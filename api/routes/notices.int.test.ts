import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { LinkId } from '../../domain/link-id.ts'
import { noticeStates } from '../../domain/notice-state.ts'
import { claimWakeUps } from '../../store/dispatch.ts'
import { placeHold, releaseHold } from '../../store/holds.ts'
import { Problem } from '../problems.ts'
import { keptNotice } from '../testing/kept-notice.ts'
import { knownLink } from '../testing/known-link.ts'
import type { Door } from '../testing/open-door.ts'
import { openDoor } from '../testing/open-door.ts'
import { Notices } from './notices.ts'
import { Timeline } from './timeline.ts'

const reason = 'Belvo is back'
const actor = 'the operate key'
let door: Door
let linkId: LinkId
beforeAll(async () => {
  door = await openDoor()
})
afterAll(() => door.close())
beforeEach(async () => {
  await door.db.deleteFrom('inbox').execute()
  linkId = await knownLink(door.db)
})

const kept = (over: Parameters<typeof keptNotice>[2] = {}) => keptNotice(door.db, linkId, over)
const notices = async (query = '') =>
  Notices.parse(await (await door.ask('operate', `/v1/notices${query}`)).json())
const timeline = async () =>
  Timeline.parse(await (await door.ask('read', `/v1/links/${linkId}/timeline`)).json()).items

async function ask(path: string, body: object = { reason }) {
  const answer = await door.ask('operate', `/v1/notices/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: await answer.json() }
}

describe('the list of notices', () => {
  it('shows all that are not done, the oldest first, page by page', async () => {
    for (const [index, state] of noticeStates.entries()) {
      await kept({ state, received_at: new Date(Date.now() - index * 60_000) })
    }

    const first = await notices('?limit=3')
    const second = await notices(`?limit=3&cursor=${first.nextCursor}`)

    expect(first.items.map(({ state }) => state)).toEqual(['held', 'stuck', 'quarantined'])
    expect(second.items.map(({ state }) => state)).toEqual(['parked', 'open'])
    expect(second.nextCursor).toBeNull()
  })

  it('shows what is open about a held link as held, for as long as the hold is in force', async () => {
    await kept({ state: 'open' })
    await keptNotice(door.db, await knownLink(door.db), { state: 'open' })
    const order = { linkId, cause: 'operator', actor, reason } as const
    const { hold } = await placeHold(door.db, order)
    expect((await notices()).items.map(({ state }) => state).sort()).toEqual(['held', 'open'])
    expect((await notices('?state=held')).items).toMatchObject([{ link: linkId }])
    expect((await notices('?state=open')).items).toHaveLength(1)
    await releaseHold(door.db, hold.id, { actor, reason })
    expect((await notices('?state=open')).items).toHaveLength(2)
  })

  it('tells of each what it is about, how long it waited, and what to do next', async () => {
    const id = await kept({ received_at: new Date(Date.now() - 3_600_500) })
    await kept({ state: 'applied' })
    await keptNotice(door.db, await knownLink(door.db))

    const { items } = await notices(`?state=stuck&linkId=${linkId}&webhookType=EMPLOYMENTS`)

    expect(items).toMatchObject([
      {
        id,
        state: 'stuck',
        stateReason: 'told_in_vain',
        subject: 'EMPLOYMENTS',
        link: linkId,
        webhookCode: 'new_employments_available',
        requestId: '4363b08b-51eb-4350-9c74-5df5ac92a7f6',
        waitedSeconds: 3_600,
        dispatches: 6,
        next: expect.stringContaining(`POST /v1/notices/${id}/retry`),
      },
    ])
  })
})

describe('a retry', () => {
  it.each(['open', 'stuck', 'quarantined'] as const)(
    'has a notice that is %s told again at once, and keeps who asked and why',
    async (state) => {
      const id = await kept({ state, received_at: new Date(Date.now() - 60_000) })
      const nudgesBefore = door.nudges()

      expect(await ask(`${id}/retry`)).toEqual({ status: 202, body: { notice: id, link: linkId } })

      expect(door.nudges()).toBe(nudgesBefore + 1)
      const limits = {
        linksMax: 9,
        recurrentMax: 9,
        recurrentOpenMax: 9,
        claimForMs: 60_000,
        twinWindowMs: 3_000,
      }
      expect(await claimWakeUps(door.db, limits)).toMatchObject([{ linkId, notices: [Number(id)] }])
      const fact = (await timeline()).find(({ kind }) => kind === 'NoticesRetried')
      expect(fact).toMatchObject({ actor, what: expect.stringContaining(reason) })
    },
  )

  it.each([
    ['that is applied', { state: 'applied' }, 'notice-not-waiting'],
    ['that is ignored', { state: 'ignored' }, 'notice-not-waiting'],
    ['that is parked', { state: 'parked', subject: null }, 'notice-not-understood'],
  ] as const)('is refused for a notice %s, which stays as it is', async (_, over, slug) => {
    const id = await kept(over)
    const { body } = await ask(`${id}/retry`)
    expect(Problem.parse(body)).toMatchObject({ status: 409, type: `/problems/${slug}` })
    expect((await notices(`?state=${over.state}`)).items).toMatchObject([{ id }])
  })

  it('is refused for a notice of a link whose life is over', async () => {
    const foreign = await knownLink(door.db, { status: 'foreign' })
    const { body } = await ask(`${await keptNotice(door.db, foreign)}/retry`)
    expect(body).toMatchObject({ type: '/problems/link-ended', link: foreign })
  })
})

describe('a bulk retry', () => {
  const old = new Date('2026-11-20T00:00:00Z')
  beforeEach(async () => {
    const other = await knownLink(door.db)
    const gone = await knownLink(door.db, { status: 'deleted', disconnected_at: old })
    for (const link of [linkId, linkId, other, gone]) await keptNotice(door.db, link)
    await kept({ webhook_type: 'OWNERS', subject: 'OWNERS' })
    await kept({ state: 'parked' })
  })
  const stuck = async () => (await notices('?state=stuck')).items.length

  it('with dryRun counts what would be told again, and changes nothing', async () => {
    const asked = { reason, state: 'stuck', webhookType: 'EMPLOYMENTS', dryRun: true }
    expect(await ask('retry', asked)).toEqual({
      status: 202,
      body: { dryRun: true, notices: 3, links: 2 },
    })
    expect(await stuck()).toBe(5)
    expect(await timeline()).not.toContainEqual(expect.objectContaining({ kind: 'NoticesRetried' }))
  })

  it('opens what fits and nothing else, with one fact for each link', async () => {
    const { body } = await ask('retry', { reason, state: 'stuck', webhookType: 'EMPLOYMENTS' })
    expect(body).toEqual({ dryRun: false, notices: 3, links: 2 })
    expect(await stuck()).toBe(2)
    expect((await timeline()).filter(({ kind }) => kind === 'NoticesRetried')).toHaveLength(1)
    expect((await ask('retry', { reason, state: 'stuck', receivedBefore: old })).body).toEqual({
      dryRun: false,
      notices: 0,
      links: 0,
    })
    expect((await ask('retry', { reason, state: 'stuck', receivedAfter: old })).body).toMatchObject(
      { notices: 1 },
    )
  })
})

describe('a dismissal', () => {
  it.each(['stuck', 'quarantined', 'parked'] as const)(
    'puts a notice away that is %s, and shows on the timeline who did it and why',
    async (state) => {
      const id = await kept({ state })
      expect(await ask(`${id}/dismiss`)).toMatchObject({ status: 202, body: { notice: id } })

      expect((await notices()).items).toEqual([])
      expect((await notices('?state=ignored')).items).toMatchObject([
        { id, stateReason: 'dismissed', dismissal: { actor, reason } },
      ])
      const shown = (await timeline()).find(({ noticeId }) => noticeId === id)
      expect(shown?.what).toContain(`${actor} dismissed it: "${reason}"`)
    },
  )

  it('takes a notice that names no link, too', async () => {
    const id = await keptNotice(door.db, null, { state: 'parked', subject: null })
    expect((await ask(`${id}/dismiss`)).body).toEqual({ notice: id, link: null })
  })

  it('is refused while the notice is being worked on, and once it is done', async () => {
    for (const state of ['open', 'applied', 'ignored'] as const) {
      const { body } = await ask(`${await kept({ state })}/dismiss`)
      expect(body).toMatchObject({ type: '/problems/notice-not-waiting' })
    }
  })
})

it('answers 404 to a notice that is not here, and 400 to what is no notice or gives no reason', async () => {
  const id = await kept()
  for (const verb of ['retry', 'dismiss']) {
    expect((await ask(`123456/${verb}`)).status).toBe(404)
    expect((await ask(`12a/${verb}`)).status).toBe(400)
    expect((await ask(`${id}/${verb}`, {})).status).toBe(400)
  }
  expect((await ask('retry', { reason, state: 'parked' })).status).toBe(400)
})
