import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Employment } from '../domain/employment.ts'
import { fold } from '../domain/evolve.ts'
import type { Known } from '../domain/known.ts'
import type { LinkId } from '../domain/link-id.ts'
import { knownText } from '../domain/stored-known.ts'
import { baker, bakery, longPaid, marina, pay } from '../domain/testing/records.ts'
import { readFacts } from './facts.ts'
import { FactsNewerThanCode } from './facts-newer-than-code.ts'
import { knownOf } from './known.ts'
import { openText, sealText } from './sealed-text.ts'
import type { OpenMemory } from './testing/open-memory.ts'
import { openMemory } from './testing/open-memory.ts'

let memory: OpenMemory
beforeAll(async () => {
  memory = await openMemory()
})
afterAll(() => memory.close())

const [lastWeek, today] = [new Date('2026-11-16T12:00:00Z'), new Date('2026-11-23T12:00:00Z')]
const job: Employment = {
  ...bakery,
  belvoId: '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2',
  occupations: [baker],
  salaries: [pay('2026-09', '2410.50'), pay('2026-10', '2410.50')],
  collectedAt: lastWeek,
}
const restated: Employment = {
  ...job,
  salaries: [pay('2026-09', '2410.50'), pay('2026-10', '2510.50')],
  collectedAt: today,
}
const owner = { ...marina, belvoId: 'f7f7c1f9-6f41-4a3e-9d2b-0c3d2f1f1b11' }

describe('an answer without news', () => {
  it('writes no row but its notice, and shows its records as collected just now', async () => {
    const linkId = await memory.link()
    await memory.employments(linkId, [job])
    const before = await rowCounts()
    expect(await memory.employments(linkId, [{ ...job, collectedAt: today }])).toMatchObject({
      kind: 'unchanged',
    })
    expect(await rowCounts()).toEqual({ ...before, inbox: Number(before['inbox']) + 1 })
    expect(await collectedAt(linkId)).toEqual([today])
  })

  it('waits for nobody who appends to the ledger', async () => {
    const linkId = await memory.link()
    await memory.employments(linkId, [job])
    await memory.db.transaction().execute(async (appending) => {
      await sql`select pg_advisory_xact_lock(hashtext('vinculo ledger'))`.execute(appending)
      expect(await memory.employments(linkId, [job])).toMatchObject({ kind: 'unchanged' })
    })
  })
})

describe('an answer with news', () => {
  it('is kept, and its facts are known from then on, with their place and cause', async () => {
    const linkId = await memory.link()
    await memory.employments(linkId, [job])
    const read = await readFacts(memory.db, memory.keyring, linkId)
    if (read.kind !== 'read') throw new Error(read.kind)
    await memory.employments(linkId, [restated])
    await memory.owners(linkId, [owner])

    const [first, last] = [read.facts[0], read.facts.at(-1)]
    expect(read.facts.map(({ fact }) => fact.kind)).toEqual([
      'EmploymentReported',
      'OccupationReported',
      'SalaryReported',
      'SalaryReported',
    ])
    expect(first?.cause).toMatchObject({
      activity: 'fetchEmployments',
      notices: [expect.any(Number)],
    })
    const october = (known: Known) => amounts(known).at(-1)
    expect(october(await known(linkId, { knownAt: first?.knownAt }))).toBe('2410.50')
    expect(amounts(await known(linkId, { position: Number(last?.position) - 1 }))).toHaveLength(1)
    expect(october(await known(linkId))).toBe('2510.50')
    expect([...(await known(linkId)).owners.values()]).toMatchObject([{ belvoId: owner.belvoId }])
    expect(await rowsOf('snapshots', linkId)).toHaveLength(3)
  })

  it('is looked at again when it came with an older record that was not believed', async () => {
    const linkId = await memory.link()
    await memory.employments(linkId, [{ ...job, collectedAt: today }])
    const early = { ...restated, collectedAt: lastWeek }
    expect(await memory.employments(linkId, [early])).toMatchObject({ kind: 'unchanged' })
    expect(amounts(await known(linkId))).toEqual(['2410.50', '2410.50'])
    const again = { ...restated, collectedAt: new Date('2026-11-30T12:00:00Z') }
    expect(await memory.employments(linkId, [again])).toMatchObject({ kind: 'applied' })
    expect(amounts(await known(linkId))).toEqual(['2410.50', '2510.50'])
  })

  it.each([
    ['employments', 'insert'],
    ['salaries', 'insert'],
    ['snapshots', 'insert'],
    ['links', 'update'],
    ['inbox', 'update'],
    ['ledger', 'insert'],
    ['sealed_facts', 'insert'],
  ])('leaves nothing half when the connection dies at its write of %s', async (table, verb) => {
    const linkId = await memory.link()
    await memory.employments(linkId, [job])
    const before = await everythingOf(linkId)
    await sql`
      create function die() returns trigger language plpgsql as $$
        begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
      create trigger die after ${sql.raw(verb)} on ${sql.table(table)}
        for each statement execute function die()`.execute(memory.db)
    const died = await memory.employments(linkId, [restated]).catch((error: unknown) => error)
    await sql`drop function die cascade`.execute(memory.db)
    expect(String(died)).toContain('terminat')
    expect(await everythingOf(linkId)).toEqual(before)

    expect(await memory.employments(linkId, [restated])).toMatchObject({ kind: 'applied' })
    expect(amounts(await known(linkId))).toEqual(['2410.50', '2510.50'])
  })
})

it('knows the same of a long life, from a fold that was kept or from its beginning', async () => {
  const linkId = await memory.link()
  for (const amount of ['1000.00', '1100.00', '1200.00']) {
    await memory.employments(linkId, [longPaid(job, amount)])
  }
  await memory.owners(linkId, [owner])

  const read = await readFacts(memory.db, memory.keyring, linkId)
  if (read.kind !== 'read') throw new Error(read.kind)
  expect(read.facts).toHaveLength(903)
  for (const place of [1, 301, 302, 601, 602, 603, 902, 903]) {
    const { position = 0 } = read.facts[place - 1] ?? {}
    const facts = read.facts.slice(0, place).map(({ fact }) => fact)
    expect(knownText(await known(linkId, { position }))).toBe(knownText(fold(facts)))
  }
  const now = await knownOf(memory.db, memory.keyring, linkId)
  expect(now).toMatchObject({ kind: 'known', folded: 301 })
})

it('decides nothing, and loses nothing, where a later release wrote facts', async () => {
  const linkId = await memory.link()
  await memory.employments(linkId, [job])
  await sayInVersion(99, linkId)
  const before = await everythingOf(linkId)

  expect(await readFacts(memory.db, memory.keyring, linkId)).toMatchObject({
    kind: 'newer_than_code',
    factKind: 'EmploymentReported',
    schemaVersion: 99,
  })
  await expect(memory.employments(linkId, [restated])).rejects.toThrow(FactsNewerThanCode)
  expect(await everythingOf(linkId)).toEqual(before)
})

async function sayInVersion(version: number, linkId: LinkId): Promise<void> {
  const row = await memory.db
    .selectFrom('sealed_facts')
    .selectAll()
    .where('link_id', '=', linkId)
    .executeTakeFirstOrThrow()
  const key = await memory.keyring.createLinkKey(linkId)
  const place = { table: 'sealed_facts', row: row.id, column: 'facts' }
  const text = openText(key, row.facts, place).replace(
    '"schemaVersion":1',
    `"schemaVersion":${version}`,
  )
  await memory.db
    .updateTable('sealed_facts')
    .set({ facts: sealText(key, text, place) })
    .where('id', '=', row.id)
    .execute()
}

async function known(linkId: LinkId, until: Parameters<typeof knownOf>[3] = {}): Promise<Known> {
  const read = await knownOf(memory.db, memory.keyring, linkId, until)
  if (read.kind !== 'known') throw new Error(read.kind)
  return read.known
}

function amounts({ employments }: Known): string[] {
  const salaries = [...employments.values()].flatMap((known) => [...known.salaries.values()])
  return salaries.map(({ baseAmount }) => baseAmount)
}

async function collectedAt(linkId: LinkId) {
  const rows = await memory.db
    .selectFrom('employments')
    .select('collected_at')
    .where('link_id', '=', linkId)
    .execute()
  return rows.map(({ collected_at }) => collected_at)
}

async function rowsOf(table: string, linkId: LinkId): Promise<string[]> {
  const { rows } = await sql<{ row: string }>`
    select t::text as row from ${sql.table(table)} as t where link_id = ${linkId} order by 1`.execute(
    memory.db,
  )
  return rows.map(({ row }) => row)
}

async function everythingOf(linkId: LinkId) {
  const tables = ['links', 'ledger', 'sealed_facts', 'snapshots', 'employments', 'owners']
  const { rows: salaries } = await sql`
    select salaries.* from salaries join employments on employments.id = employment_id
    where link_id = ${linkId} order by month`.execute(memory.db)
  return [salaries, ...(await Promise.all(tables.map((table) => rowsOf(table, linkId))))]
}

async function rowCounts(): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`.execute(
    memory.db,
  )
  const counts = tables.map(async ({ name }) => {
    const { rows } = await sql<{ rows: number }>`
      select count(*)::integer as rows from ${sql.table(name)}`.execute(memory.db)
    return [name, rows[0]?.rows ?? 0] as const
  })
  return Object.fromEntries(await Promise.all(counts))
}
