import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { parseLinkId } from '../domain/link-id.ts'
import { takeCensus } from './census.ts'
import { recordWakeUp } from './inbox.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

it('counts what waits by lane with the age of the oldest, and links by where they stand', async () => {
  const { db } = database
  const linkId = parseLinkId(randomUUID())
  if (!linkId) throw new Error('no link id')
  for (const occasion of ['one', 'two', 'settled']) {
    const wakeUp = {
      source: 'operator',
      subject: 'LINK',
      lane: 'person',
      linkId,
      occasion,
    } as const
    await recordWakeUp(db, { ...wakeUp, at: new Date() })
  }
  const hourAgo = new Date(Date.now() - 3_600_000)
  await db.updateTable('inbox').set({ received_at: hourAgo }).where('id', '=', '1').execute()
  await db.updateTable('inbox').set({ state: 'applied' }).where('id', '=', '3').execute()
  await db.insertInto('links').values({ link_id: linkId, status: 'stale', reason: null }).execute()

  const census = await takeCensus(db)

  expect(census.notices).toEqual([
    { state: 'open', lane: 'person', notices: 2, oldestSeconds: expect.closeTo(3_600, -2) },
  ])
  expect(census.links).toEqual([{ status: 'stale', reason: null, links: 1 }])
})
