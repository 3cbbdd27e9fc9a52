import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LinkId } from '../domain/link-id.ts'
import { noticeBodyPlace } from '../store/archive-notices.ts'
import { ensureInboxPartitions, monthAfter, partitionOf } from '../store/inbox-partitions.ts'
import { seal } from '../vault/sealed.ts'
import { linkReport } from './testing/belvo-answers.ts'
import type { OpenHands } from './testing/open-hands.ts'
import { openHands } from './testing/open-hands.ts'

let on: OpenHands
beforeAll(async () => {
  on = await openHands()
})
afterAll(() => on.close())

const deleteOld = () => on.run('deletePastDays', undefined as never)
const eraseClosed = async () => (await on.run('eraseClosedLinks', undefined as never)).erasures
const disconnectStale = () => on.run('disconnectStaleLinks', undefined as never)
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

async function link(columns: { status: string; ended_at?: Date; stale_at?: Date }) {
  const linkId = randomUUID() as LinkId
  await on.db
    .insertInto('links')
    .values({ link_id: linkId, ...columns })
    .execute()
  return linkId
}

const statusOf = async (linkId: LinkId) => (await on.linkRow(linkId)).status

describe('a closed link', () => {
  it('is forgotten here once its days are over, and no other link is', async () => {
    const due = [
      await link({ status: 'deleted', ended_at: daysAgo(181) }),
      await link({ status: 'stale', ended_at: daysAgo(181) }),
    ]
    const others = [
      await link({ status: 'deleted', ended_at: daysAgo(179) }),
      await link({ status: 'foreign', ended_at: daysAgo(181) }),
      await link({ status: 'current' }),
    ]
    expect(await eraseClosed()).toBe(2)
    expect(await Promise.all(due.map(statusOf))).toEqual(['erasing', 'erasing'])
    expect(await Promise.all(others.map(statusOf))).toEqual(['deleted', 'foreign', 'current'])
    const erasures = await on.db.selectFrom('erasures').select(['requested_by', 'reason']).execute()
    expect(erasures).toEqual(Array(2).fill({ requested_by: 'vinculo', reason: 'retention' }))
    expect(await eraseClosed(), 'again').toBe(0)
  })

  it('counts its days from the end of its life, and anew where it lived again', async () => {
    const linkId = await on.opened('99900000188')
    expect((await on.linkRow(linkId)).ended_at).toBeNull()
    await on.db
      .updateTable('links')
      .set({ stale_at: daysAgo(1), retrieved_at: daysAgo(366), last_accessed_at: daysAgo(366) })
      .where('link_id', '=', linkId)
      .execute()
    await on.db.updateTable('inbox').set({ state: 'applied' }).execute()
    const asked = { linkId, actor: 'workflow', reason: 'stale' }
    await on.run('closeLink', { ...asked, ending: 'stale' })
    const { ended_at } = await on.linkRow(linkId)
    expect(ended_at).not.toBeNull()
    on.answerWith(() => Response.json(linkReport(linkId)))
    await on.run('readLink', { linkId })
    expect(await on.linkRow(linkId)).toMatchObject({ status: 'collecting', ended_at: null })
    on.answerWith(() => undefined)
  })
})

describe('a link that went stale', () => {
  it('is deleted at Belvo thirty days later, and the ledger says so', async () => {
    const linkId = await on.opened('99900000269')
    const later = await on.opened('99900000340')
    const stale = { status: 'stale', ended_at: daysAgo(1) }
    await on.db
      .updateTable('links')
      .set({ ...stale, stale_at: daysAgo(31) })
      .where('link_id', '=', linkId)
      .execute()
    await on.db
      .updateTable('links')
      .set({ ...stale, stale_at: daysAgo(29) })
      .where('link_id', '=', later)
      .execute()
    const before = on.requests.length
    expect(await disconnectStale()).toEqual({ disconnected: 1, refused: 0 })
    expect(on.requests.slice(before)).toContain(`DELETE /api/links/${linkId}/`)
    expect(on.requests.slice(before)).not.toContain(`DELETE /api/links/${later}/`)
    expect(await on.linkRow(linkId)).toMatchObject({ status: 'deleted', reason: 'disconnected' })
    expect((await on.factsOf(linkId)).at(-1)).toBe('LinkDisconnected')
    expect(await statusOf(later)).toBe('stale')
  })

  it('stays where it is while calls about it are held, and the next one is not kept from going', async () => {
    const held = await link({ status: 'stale', stale_at: daysAgo(31), ended_at: daysAgo(31) })
    const refused = await link({ status: 'stale', stale_at: daysAgo(31), ended_at: daysAgo(31) })
    await on.db
      .insertInto('holds')
      .values({ link_id: held, cause: 'operator', actor: 'desk', reason: 'waiting' })
      .execute()
    on.answerWith((path) =>
      path.includes(refused)
        ? Response.json([{ code: 'access_to_resource_denied', request_id: 'r' }], { status: 403 })
        : undefined,
    )
    expect(await disconnectStale()).toEqual({ disconnected: 0, refused: 1 })
    expect(await statusOf(held)).toBe('stale')
    expect(await statusOf(refused)).toBe('stale')
    on.answerWith(() => undefined)
  })
})

it('deletes connections that came to nothing, with their grounds, and keeps all others', async () => {
  const begin = async (columns: object) => {
    const id = await on.begin('applicant_old')
    await on.db
      .updateTable('connections')
      .set({ connectable_until: daysAgo(91), ...columns })
      .where('id', '=', id)
      .execute()
    return id
  }
  const old = [await begin({}), await begin({ state: 'failed' })]
  const kept = [
    await begin({ connectable_until: daysAgo(89) }),
    await begin({ state: 'connected', link_id: await link({ status: 'current' }) }),
  ]
  expect(await deleteOld()).toMatchObject({ connections: 2 })
  const ids = async (table: 'connections' | 'legal_grounds', column: 'id' | 'connection_id') => {
    const { rows } = await sql<{ id: string }>`
      select ${sql.ref(column)} as id from ${sql.table(table)}
      where ${sql.ref(column)} = any(${[...old, ...kept]}::uuid[])`.execute(on.db)
    return rows.map(({ id }) => id).toSorted()
  }
  expect(await ids('connections', 'id')).toEqual(kept.toSorted())
  expect(await ids('legal_grounds', 'connection_id')).toEqual(kept.toSorted())
})

it('deletes answers and access rows past their days, but no link’s newest answer', async () => {
  const linkId = await link({ status: 'current' })
  const snapshot = async (resource: 'EMPLOYMENTS' | 'OWNERS', days: number) => {
    const sealed = { digest: Buffer.alloc(32), key_id: randomUUID(), answer: Buffer.alloc(1) }
    const read_started_at = daysAgo(days).toISOString()
    const row = { id: randomUUID(), link_id: linkId, resource, read_started_at, ...sealed }
    await on.db.insertInto('snapshots').values(row).execute()
    return row.id
  }
  await snapshot('EMPLOYMENTS', 800)
  await snapshot('EMPLOYMENTS', 400)
  const kept = [await snapshot('EMPLOYMENTS', 360), await snapshot('OWNERS', 700)]
  for (const days of [1_826, 1_824]) {
    const read = { api_key: 'lender', link_id: linkId, route: '/', accessed_at: daysAgo(days) }
    await on.db.insertInto('access').values(read).execute()
  }
  for (const [resource, days] of [
    ['EMPLOYMENTS', 366],
    ['OWNERS', 364],
  ] as const) {
    const unread = { resource, kept_at: daysAgo(days), key_id: randomUUID() }
    const row = { link_id: linkId, answer: Buffer.alloc(1), ...unread }
    await on.db.insertInto('quarantined_answers').values(row).execute()
  }
  expect(await deleteOld()).toMatchObject({ snapshots: 2, quarantinedAnswers: 1, access: 1 })
  const left = await on.db.selectFrom('snapshots').select('id').execute()
  expect(left.map(({ id }) => id).toSorted()).toEqual(kept.toSorted())
  expect(await deleteOld(), 'again').toMatchObject({ snapshots: 0, access: 0 })
})

describe('a month of the inbox', () => {
  const now = new Date()
  const old = monthAfter(now, -5)
  const recent = monthAfter(now, -1)

  /** A month with a notice that is settled and one that waits; answers the link that it waits for. */
  async function fill(month: string): Promise<LinkId> {
    await ensureInboxPartitions(on.db, new Date(month))
    const key = await on.hands.keyring.doorKey(month)
    const linkId = randomUUID() as LinkId
    for (const state of ['applied', 'open'] as const) {
      const dedupe_key = randomBytes(32)
      const body = seal(key, '{}', noticeBodyPlace(month, dedupe_key))
      const notice = { source: 'webhook', lane: 'recurrent', subject: 'OWNERS' } as const
      await on.db
        .insertInto('inbox')
        .values({ ...notice, received_on: month, link_id: linkId, state, dedupe_key, body })
        .execute()
    }
    return linkId
  }

  async function noticesOf(linkId: LinkId) {
    return await on.db
      .selectFrom('inbox')
      .select(['source', 'state', 'subject', 'body'])
      .where('link_id', '=', linkId)
      .execute()
  }

  async function left(month: string) {
    const { rows } = await sql<{ there: boolean }>`
      select to_regclass(${partitionOf(month)}) is not null as there`.execute(on.db)
    return rows[0]?.there
  }

  it('goes whole, with the key of its bodies, and what waited in it goes on waiting', async () => {
    const [gone, kept] = [await fill(old), await fill(recent)]
    const key = await on.hands.keyring.doorKey(recent)
    expect((await deleteOld()).inboxMonths).toBeGreaterThan(0)
    expect(await left(old)).toBe(false)
    expect(await left(recent)).toBe(true)
    expect(await on.hands.keyring.destroyDoorKeysBefore(recent), 'no key is left').toEqual([])
    expect((await on.hands.keyring.doorKey(recent)).id).toBe(key.id)
    expect(await noticesOf(kept)).toHaveLength(2)
    expect(await noticesOf(gone)).toEqual([
      { source: 'hold', state: 'open', subject: 'OWNERS', body: null },
    ])
  })

  it.each([
    ['it was detached', () => detach(sql``)],
    ['it was being detached', () => interruptDetaching()],
  ])('goes also where a run was killed after %s', async (_, killed) => {
    const linkId = await fill(old)
    await killed()
    await deleteOld()
    expect(await left(old)).toBe(false)
    expect(await noticesOf(linkId)).toHaveLength(1)
    expect((await deleteOld()).inboxMonths, 'again').toBe(0)
  })

  it('has lost its key where its partition could not be dropped', async () => {
    const older = monthAfter(now, -9)
    const linkId = await fill(older)
    await sql`create view in_the_way as select from ${sql.table(partitionOf(older))}`.execute(on.db)
    await expect(deleteOld()).rejects.toThrow()
    await sql`drop view in_the_way`.execute(on.db)
    expect(await on.hands.keyring.destroyDoorKeysBefore(recent)).toEqual([])
    expect((await deleteOld()).inboxMonths).toBeGreaterThan(0)
    expect(await noticesOf(linkId)).toHaveLength(1)
  })

  const detach = (how: ReturnType<typeof sql>) =>
    sql`alter table inbox detach partition ${sql.table(partitionOf(old))} ${how}`.execute(on.db)

  /** A reader makes the detaching wait after its first half; then it is cancelled. */
  async function interruptDetaching(): Promise<void> {
    await on.db.transaction().execute(async (reader) => {
      await sql`select from inbox limit 1`.execute(reader)
      const detaching = expect(detach(sql`concurrently`)).rejects.toThrow('cancel')
      for (let cancelled = false; !cancelled; ) {
        const { rows } = await sql<{ cancelled: boolean }>`
          select pg_cancel_backend(pid) as cancelled from pg_stat_activity
          join pg_inherits on inhdetachpending
          where query like 'alter table inbox detach%' and state = 'active'
            and datname = current_database()`.execute(on.db)
        cancelled = rows[0]?.cancelled ?? false
      }
      await detaching
    })
  }
})
