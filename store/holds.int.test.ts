import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import type { LinkId } from '../domain/link-id.ts'
import { claimWakeUps, markDispatched, setAsideStuck } from './dispatch.ts'
import { placeHold, releaseHold } from './holds.ts'

const limits = {
  linksMax: 20,
  recurrentMax: 20,
  recurrentOpenMax: 1,
  claimForMs: 1,
  twinWindowMs: 0,
}
const desk = { actor: 'desk', reason: 'maintenance' }

describe('the notices of a held link', () => {
  let fresh: FreshDatabase
  beforeEach(async () => {
    fresh = await freshDatabase()
  })
  afterEach(() => fresh.drop())

  const hold = async (linkId: LinkId | null) =>
    (await placeHold(fresh.db, { ...desk, cause: 'operator', linkId })).hold.id
  const claimed = async () =>
    (await claimWakeUps(fresh.db, limits)).map(({ linkId }) => linkId).sort()

  async function arrives(): Promise<LinkId> {
    const linkId = randomUUID() as LinkId
    await fresh.db
      .insertInto('inbox')
      .values({
        received_on: new Date().toISOString().slice(0, 10),
        received_at: new Date(Date.now() - 10_000),
        source: 'webhook',
        lane: 'recurrent',
        state: 'open',
        subject: 'EMPLOYMENTS',
        link_id: linkId,
        dedupe_key: createHash('sha256').update(linkId).digest(),
      })
      .execute()
    return linkId
  }

  it('are not told to Temporal, and those of other links are', async () => {
    const [held, free] = [await arrives(), await arrives()]
    await hold(held)
    expect(await claimed()).toEqual([free])
  })

  it('do not take the room of other links in the recurrent lane', async () => {
    const held = await arrives()
    const [wakeUp] = await claimWakeUps(fresh.db, limits)
    if (wakeUp) await markDispatched(fresh.db, wakeUp, 60_000)
    const free = await arrives()
    expect(await claimed(), 'the lane is full').toEqual([])
    await hold(held)
    expect(await claimed()).toEqual([free])
  })

  it('are never set aside as stuck, and are told as if they had just come once released', async () => {
    const linkId = await arrives()
    const [wakeUp] = await claimWakeUps(fresh.db, limits)
    if (wakeUp) await markDispatched(fresh.db, wakeUp, 60_000)
    await sql`update inbox set dispatches = 6, dispatch_again_at = now() - interval '1 hour'`.execute(
      fresh.db,
    )
    const overAll = await hold(null)
    const overLink = await hold(linkId)
    expect(await setAsideStuck(fresh.db)).toEqual([])
    await releaseHold(fresh.db, overAll, desk)
    expect(await claimed(), 'one of two holds is left').toEqual([])
    await releaseHold(fresh.db, overLink, desk)
    expect(await claimed()).toEqual([linkId])
    expect(await fresh.db.selectFrom('inbox').select('dispatches').execute()).toEqual([
      { dispatches: 0 },
    ])
  })

  it('are held once however often one asks, and released once', async () => {
    const order = { ...desk, cause: 'operator', linkId: null } as const
    const placed = await Promise.all([placeHold(fresh.db, order), placeHold(fresh.db, order)])
    expect(placed.map(({ isNew }) => isNew).sort()).toEqual([false, true])
    const id = placed[0]?.hold.id ?? ''
    expect(await releaseHold(fresh.db, id, desk)).toMatchObject({ isNew: true })
    expect(await releaseHold(fresh.db, id, { actor: 'other', reason: 'again' })).toMatchObject({
      isNew: false,
      hold: { released: { by: 'desk' } },
    })
  })
})
