import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import type { Fact } from '../domain/fact.ts'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import { appendPersonFacts } from './facts.ts'
import { appendFacts } from './ledger.ts'
import { openLink } from './link-row.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
  await openLink(database.db, linkId)
})
afterAll(() => database.drop())

const cause = { activity: 'readLink', notices: [] }
const fact: LinkFact = { kind: 'LinkStale', detail: {} }
const linkId = randomUUID() as LinkId
const endDate = '2026-10-30' as CalendarDate
const ended: Fact = {
  kind: 'EmploymentEnded',
  subject: randomUUID(),
  effective: endDate,
  data: { endDate },
}
const key = { id: randomUUID(), secret: createSecretKey(randomBytes(32)) }

it('gives no position that could be overtaken: a later append waits for the earlier commit', async () => {
  await database.db.transaction().execute(async (earlier) => {
    await appendFacts(earlier, linkId, [fact], cause)
    const later = database.db.transaction().execute(async (tx) => {
      await sql`set local lock_timeout = '100ms'`.execute(tx)
      await appendFacts(tx, linkId, [fact], cause)
    })
    await expect(later).rejects.toMatchObject({ code: '55P03' })
  })
})

it('makes nobody wait who has no fact to append', async () => {
  await database.db.transaction().execute(async (earlier) => {
    await appendFacts(earlier, linkId, [fact], cause)
    await database.db.transaction().execute((tx) => appendFacts(tx, linkId, [], cause))
  })
})

it('shows every position to a reader that never looks back, with six writers at once', async () => {
  const seen: number[] = []
  const before = (await positions()).at(-1) ?? 0
  let cursor = before
  let writing = true
  const reader = async () => {
    for (;;) {
      const isLast = !writing
      seen.push(...(await positions(cursor)))
      cursor = seen.at(-1) ?? cursor
      if (isLast) return
    }
  }
  const writer = async () => {
    for (let times = 0; times < 25; times += 1) {
      await database.db.transaction().execute(async (tx) => {
        await sql`select pg_sleep(random() / 200)`.execute(tx)
        if (times % 2 === 0) await appendFacts(tx, linkId, [fact, fact], cause)
        else await appendPersonFacts(tx, linkId, [ended, ended], { key, cause, snapshotId: null })
        await sql`select pg_sleep(random() / 200)`.execute(tx)
      })
    }
  }
  const read = reader()
  await Promise.all(Array.from({ length: 6 }, writer))
  writing = false
  await read
  expect(seen).toEqual(await positions(before))
  expect(seen).toHaveLength(6 * 25 * 2)
})

async function positions(after = 0): Promise<number[]> {
  const { rows } = await sql<{ position: number }>`
    select position::integer from ledger where position > ${after} order by position`.execute(
    database.db,
  )
  return rows.map(({ position }) => position)
}
