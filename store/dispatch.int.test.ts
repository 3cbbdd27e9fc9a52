import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Subject } from '../domain/resource.ts'
import { claimWakeUps, markDispatched, putBack, setAsideStuck } from './dispatch.ts'

const limits = {
  linksMax: 20,
  recurrentMax: 20,
  recurrentOpenMax: 2,
  claimForMs: 60_000,
  twinWindowMs: 0,
}
const lostAfterMs = 60_000

describe('the claims of the relay', () => {
  let fresh: FreshDatabase
  beforeEach(async () => {
    fresh = await freshDatabase()
  })
  afterEach(() => fresh.drop())

  const link = () => randomUUID() as LinkId

  async function arrives(
    linkId: LinkId,
    subject: Subject,
    lane: 'person' | 'recurrent',
    secondsAgo = 10,
  ): Promise<number> {
    const { id } = await fresh.db
      .insertInto('inbox')
      .values({
        received_on: new Date().toISOString().slice(0, 10),
        received_at: new Date(Date.now() - secondsAgo * 1_000),
        source: 'webhook',
        lane,
        state: 'open',
        subject,
        link_id: linkId,
        dedupe_key: createHash('sha256').update(randomUUID()).digest(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return Number(id)
  }

  it('make one wake-up of all that is open about a link', async () => {
    const linkId = link()
    const notices = [
      await arrives(linkId, 'EMPLOYMENTS', 'recurrent'),
      await arrives(linkId, 'OWNERS', 'recurrent'),
      await arrives(linkId, 'EMPLOYMENTS', 'recurrent'),
    ]
    const [wakeUp, ...others] = await claimWakeUps(fresh.db, limits)
    expect(others).toEqual([])
    expect(wakeUp).toEqual({
      linkId,
      lane: 'recurrent',
      subjects: ['EMPLOYMENTS', 'OWNERS'],
      notices,
    })
  })

  it('are not made twice, and come again when they run out or are put back', async () => {
    await arrives(link(), 'LINK', 'person')
    const [first] = await claimWakeUps(fresh.db, limits)
    expect(await claimWakeUps(fresh.db, limits)).toEqual([])
    if (first) await putBack(fresh.db, first, 0)
    expect(await claimWakeUps(fresh.db, { ...limits, claimForMs: 0 })).toEqual([first])
    expect(await claimWakeUps(fresh.db, limits)).toEqual([first])
  })

  it('are shared out when several relays claim at once', async () => {
    for (let i = 0; i < 30; i += 1) await arrives(link(), 'LINK', 'person')
    const rounds = await Promise.all(
      Array.from({ length: 6 }, () => claimWakeUps(fresh.db, { ...limits, linksMax: 10 })),
    )
    const claimed = rounds.flat().map((wakeUp) => wakeUp.linkId)
    expect(new Set(claimed).size).toBe(claimed.length)
  })

  it('take people who wait before a night of refreshes, and hold those back', async () => {
    for (let i = 0; i < 5; i += 1) await arrives(link(), 'OWNERS', 'recurrent', 100 - i)
    const person = link()
    await arrives(person, 'EMPLOYMENTS', 'person', 0)
    const claimed = await claimWakeUps(fresh.db, limits)
    expect(claimed.filter((wakeUp) => wakeUp.lane === 'person').map((w) => w.linkId)).toEqual([
      person,
    ])
    expect(claimed.filter((wakeUp) => wakeUp.lane === 'recurrent')).toHaveLength(2)
    for (const wakeUp of claimed) await markDispatched(fresh.db, wakeUp, lostAfterMs)
    expect(await claimWakeUps(fresh.db, limits)).toEqual([])
  })

  it('take a few recurrent links at a time, however much room there is', async () => {
    for (let i = 0; i < 5; i += 1) await arrives(link(), 'OWNERS', 'recurrent')
    for (let i = 0; i < 3; i += 1) await arrives(link(), 'OWNERS', 'person')
    const claimed = await claimWakeUps(fresh.db, {
      ...limits,
      recurrentMax: 2,
      recurrentOpenMax: 9,
    })
    expect(claimed.map(({ lane }) => lane).sort()).toEqual(
      Array.from({ length: 5 }, (_, place) => (place < 3 ? 'person' : 'recurrent')),
    )
  })

  it('let a recurrent notice wait for its twin, and a first one not', async () => {
    const patient = { ...limits, twinWindowMs: 5_000 }
    await arrives(link(), 'OWNERS', 'recurrent', 1)
    expect(await claimWakeUps(fresh.db, patient)).toEqual([])
    const person = link()
    await arrives(person, 'OWNERS', 'person', 1)
    expect((await claimWakeUps(fresh.db, patient)).map((w) => w.linkId)).toEqual([person])
  })

  it('come again for a wake-up that was lost, even when the recurrent lane is full', async () => {
    for (let i = 0; i < 2; i += 1) await arrives(link(), 'OWNERS', 'recurrent')
    const lost = await claimWakeUps(fresh.db, limits)
    for (const wakeUp of lost) await markDispatched(fresh.db, wakeUp, 0)
    expect((await claimWakeUps(fresh.db, limits)).map((w) => w.linkId).sort()).toEqual(
      lost.map((w) => w.linkId).sort(),
    )
  })
  it('tell a notice again after 1, 5, 30, 120 and 360 times the wait, then set it aside as stuck', async () => {
    const linkId = link()
    const notice = await arrives(linkId, 'OWNERS', 'person')
    const waits: number[] = []
    const dispatch = async () => {
      for (const wakeUp of await claimWakeUps(fresh.db, limits)) {
        await markDispatched(fresh.db, wakeUp, lostAfterMs)
      }
    }
    const passTheWait = async () => {
      const { rows } = await sql<{ wait: number }>`
        update inbox set dispatch_again_at = now() - interval '1 second'
        where id = ${notice} and dispatch_again_at > now()
        returning round(extract(epoch from old.dispatch_again_at - now()) / 60)::integer as wait
      `.execute(fresh.db)
      waits.push(...rows.map(({ wait }) => wait))
    }
    while (waits.length < 6) {
      await dispatch()
      expect(await setAsideStuck(fresh.db)).toEqual([])
      await passTheWait()
    }

    expect(waits).toEqual([1, 5, 30, 120, 360, 360])
    expect(await claimWakeUps(fresh.db, limits)).toEqual([])
    expect(await setAsideStuck(fresh.db)).toEqual([{ linkId, notices: 1 }])
    const row = await fresh.db
      .selectFrom('inbox')
      .select(['state', 'state_reason', 'dispatches'])
      .where('id', '=', String(notice))
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ state: 'stuck', state_reason: 'told_in_vain', dispatches: 6 })
  })
})
