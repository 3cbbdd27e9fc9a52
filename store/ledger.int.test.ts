import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import type { LinkFact } from '../domain/link-fact.ts'
import { appendFacts } from './ledger.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const cause = { activity: 'readLink', notices: [] }
const fact: LinkFact = { kind: 'LinkStale', detail: {} }
const linkId = randomUUID()

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
