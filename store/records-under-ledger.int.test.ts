import { randomBytes, randomUUID } from 'node:crypto'
import { promises as fs } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { FileMigrationProvider, Migrator } from 'kysely/migration'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { canonicalText } from '../domain/canonical.ts'
import { expectedEmployments, expectedOwners } from '../domain/expected-answer.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Keyring } from '../vault/keyring.ts'
import { openKeyring } from '../vault/keyring.ts'
import type { MasterKeys } from '../vault/master-keys.ts'
import { seal } from '../vault/sealed.ts'
import { knownOf } from './known.ts'
import { migrate } from './migrate.ts'
import { ownerPlace } from './owner-columns.ts'
import { moveUnderLedger } from './records-under-ledger.ts'

const masterKeys: MasterKeys = [{ id: 'test', key: randomBytes(32) }]
const linkId = randomUUID() as LinkId
const [bakery, office, ana] = [randomUUID(), randomUUID(), randomUUID()] as const

let database: FreshDatabase
let keyring: Keyring
beforeAll(async () => {
  database = await freshDatabase()
  keyring = await openKeyring(database.keyringUrl, masterKeys)
})
afterAll(async () => {
  await keyring.close()
  await database.drop()
})

it('says facts for what was kept before there were any, once, and keeps all of it', async () => {
  await startOverAt('0009-holds')
  await fillAsThen()
  const before = await held()
  await migrate(database.databaseUrl, database.keyringUrl, new Date())

  const move = () => moveUnderLedger(database.databaseUrl, database.keyringUrl, masterKeys)
  expect(await move()).toEqual({ links: 1, withoutKey: 0 })
  expect(await move(), 'again').toEqual({ links: 0, withoutKey: 0 })

  expect(await held()).toEqual(before)
  const read = await knownOf(database.db, keyring, linkId)
  if (read.kind !== 'known') throw new Error(read.kind)
  expect([...read.known.employments.keys()].sort()).toEqual([bakery, office].sort())
  const employments = canonicalText(expectedEmployments(read.known))
  expect(employments.match(/"month"/g)).toHaveLength(3)
  expect(employments).toContain('"baseAmount":"1205.25"')
  expect(expectedOwners(read.known)[0]?.personal.email?.reveal()).toBe('ana@example.com')
})

/** The main database as it was after this migration. */
async function startOverAt(name: string): Promise<void> {
  await sql`drop schema public cascade; create schema public`.execute(database.db)
  const migrationFolder = path.join(import.meta.dirname, '..', 'migrations')
  const provider = new FileMigrationProvider({ fs, path, migrationFolder })
  const { error } = await new Migrator({ db: database.db, provider }).migrateTo(name)
  if (error) throw error
}

async function fillAsThen(): Promise<void> {
  const key = await keyring.createLinkKey(linkId)
  const email = seal(key, 'ana@example.com', ownerPlace(ana, 'email'))
  await sql`insert into links (link_id, status) values (${linkId}, 'current')`.execute(database.db)
  await sql`
    insert into employments (id, link_id, belvo_id, employer_name, employer_code, start_date,
      end_date, first_read_at, last_read_at)
    values
      (${bakery}, ${linkId}, ${randomUUID()}, 'PADARIA SOL', '00012345', '2024-02-01', null, now(), now()),
      (${office}, ${linkId}, ${randomUUID()}, null, null, '2020-01-02', '2023-12-31', now(), now())`.execute(
    database.db,
  )
  await sql`
    insert into occupations (employment_id, ordinal, start_date, description)
    values (${bakery}, 0, '2024-02-01', 'Padeiro')`.execute(database.db)
  await sql`
    insert into salaries (employment_id, month, ordinal, type, base_amount, currency)
    values
      (${bakery}, '2026-10-01', 0, 'REGULAR', 2410.50, 'BRL'),
      (${bakery}, '2026-10-01', 1, 'THIRTEENTH', 1205.25, 'BRL'),
      (${bakery}, '2026-09-01', 0, null, 2410.50, 'BRL')`.execute(database.db)
  await sql`
    insert into owners (id, link_id, belvo_id, key_id, email, first_read_at, last_read_at)
    values (${ana}, ${linkId}, ${randomUUID()}, ${key.id}, ${email}, now(), now())`.execute(
    database.db,
  )
}

/** Every row, without the numbers of ours that came with the ledger. */
async function held(): Promise<unknown[]> {
  const { rows } = await sql`
    select to_jsonb(t) - 'reported' as row from employments t union all
    select to_jsonb(t) - 'reported' from owners t union all
    select to_jsonb(t) - 'id' - 'ordinal' from occupations t union all
    select to_jsonb(t) - 'id' - 'ordinal' from salaries t
    order by 1`.execute(database.db)
  return rows
}
