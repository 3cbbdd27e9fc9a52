import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from '../dev/eventually.ts'
import { canonicalText } from '../domain/canonical.ts'
import type { Employment } from '../domain/employment.ts'
import { factVersions } from '../domain/fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import { reading } from '../domain/testing/histories.ts'
import { baker, bakery, longPaid, marina, pay } from '../domain/testing/records.ts'
import { employmentsOf } from './employment-views.ts'
import { FactsNewerThanCode } from './facts-newer-than-code.ts'
import { rebuildProjections } from './rebuild.ts'
import type { OpenMemory } from './testing/open-memory.ts'
import { openMemory } from './testing/open-memory.ts'

let memory: OpenMemory
beforeAll(async () => {
  memory = await openMemory()
})
afterAll(() => memory.close())

const job: Employment = {
  ...bakery,
  belvoId: '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2',
  occupations: [baker],
  salaries: [pay('2026-09', '2410.50'), pay('2026-10', '2410.50')],
}
const owner = { ...marina, belvoId: 'f7f7c1f9-6f41-4a3e-9d2b-0c3d2f1f1b11' }

const rebuild = (dryRun = false) => rebuildProjections(memory.db, memory.keyring, { dryRun })

it('finds the live tables as the facts have them, after any answers', async () => {
  await fc.assert(
    fc.asyncProperty(reading, async (answers) => {
      const linkId = await memory.link()
      for (const { records, isWhole } of answers) {
        await memory.employments(linkId, records.map(withUuid), isWhole)
      }
      expect(await rebuild(true)).toMatchObject({ differences: [] })
      const last = answers.at(-1)
      if (last?.isWhole) {
        const shown = await reportedOf(linkId)
        expect(canonicalText(shown)).toBe(canonicalText(last.records.map(withUuid)))
      }
    }),
    { numRuns: 25 },
  )
})

it('tells what differs in words, changes nothing when dry, and then puts all of it right', async () => {
  const linkId = await memory.link()
  await memory.employments(linkId, [job])
  await memory.owners(linkId, [owner])
  const asLearned = await everyRow()
  await sql`update employments set end_date = '2026-10-31' where link_id = ${linkId}`.execute(
    memory.db,
  )
  await sql`
    delete from salaries using employments
    where employment_id = employments.id and link_id = ${linkId} and month = '2026-09-01'`.execute(
    memory.db,
  )
  await sql`
    insert into occupations (employment_id, id) select id, 77 from employments
    where link_id = ${linkId}`.execute(memory.db)
  await sql`update owners set display_name = null where link_id = ${linkId}`.execute(memory.db)

  const told = await rebuild(true)
  if (told.kind !== 'rebuilt') throw new Error(told.kind)
  expect(told.differences.map(({ what }) => what).sort()).toEqual([
    'employment differs in end_date',
    'occupation not in the ledger',
    'owner differs in display_name',
    'salary missing',
  ])
  expect(told.differences.every((difference) => difference.linkId === linkId)).toBe(true)
  expect(await rebuild()).toMatchObject({ differences: told.differences })
  expect(await rebuild()).toMatchObject({ differences: [] })
  expect(await everyRow()).toEqual(asLearned)
})

it('brings back tables that were emptied', async () => {
  const linkId = await memory.link()
  await memory.employments(linkId, [job])
  await memory.owners(linkId, [owner])
  await sql`truncate employments, occupations, salaries, owners`.execute(memory.db)
  await rebuild()
  expect(canonicalText(await reportedOf(linkId))).toBe(canonicalText([job]))
  expect(await rebuild()).toMatchObject({ differences: [] })
})

it('drops the folds that were kept of a link that differs, and of no other', async () => {
  const [differs, other] = [await memory.link(), await memory.link()]
  for (const linkId of [differs, other]) {
    await memory.employments(linkId, [longPaid(job, '1000.00')])
    await memory.employments(linkId, [longPaid(job, '1100.00')])
  }
  await sql`update employments set end_date = '2026-10-31' where link_id = ${differs}`.execute(
    memory.db,
  )
  await rebuild()
  const { rows } = await sql`
    select link_id from sealed_facts where known is not null`.execute(memory.db)
  expect(rows).toEqual([{ link_id: other }])
})

it('loses nothing that is learned while it switches', async () => {
  const linkId = await memory.link()
  await memory.employments(linkId, [job])
  await sql`update employments set employer_name = 'Changed by hand' where link_id = ${linkId}`.execute(
    memory.db,
  )
  const raised = { ...job, salaries: [pay('2026-10', '3000.00')] }
  const underWay: Promise<unknown>[] = []
  await memory.db.transaction().execute(async (tx) => {
    // The switch has folded the facts and comes to a halt at its first write; learning needs no owners.
    await sql`lock table owners in share mode`.execute(tx)
    underWay.push(rebuild())
    await waitingFor('relation')
    const learning = memory.employments(linkId, [raised], true)
    underWay.push(learning)
    await Promise.race([learning, waitingFor('transactionid')])
  })
  await Promise.all(underWay)
  expect(canonicalText(await reportedOf(linkId))).toBe(canonicalText([raised]))
  expect(await rebuild(true)).toMatchObject({ differences: [] })
})

it('changes nothing where a later release wrote facts', async () => {
  const linkId = await memory.link()
  const versions = factVersions as Record<string, number>
  versions['SalaryReported'] = 2
  await memory.employments(linkId, [job])
  versions['SalaryReported'] = 1
  await sql`update employments set end_date = '2026-10-31' where link_id = ${linkId}`.execute(
    memory.db,
  )
  const before = await everyRow()
  await expect(rebuild()).rejects.toThrow(FactsNewerThanCode)
  expect(await everyRow()).toEqual(before)
  await sql`update links set status = 'erased' where link_id = ${linkId}`.execute(memory.db)
})

it('refuses while there are records that no fact tells of', async () => {
  const linkId = await memory.link()
  await memory.employments(linkId, [job])
  await sql`delete from sealed_facts where link_id = ${linkId}`.execute(memory.db)
  expect(await rebuild()).toEqual({ kind: 'records_without_facts', links: 1 })
  expect(await reportedOf(linkId)).toHaveLength(1)
})

/** Until somebody in this database waits for a lock of this kind. */
async function waitingFor(kind: 'relation' | 'transactionid'): Promise<void> {
  await eventually(`somebody waits for a ${kind}`, async () => {
    const { rows } = await sql`
      select from pg_locks join pg_stat_activity using (pid)
      where not granted and locktype = ${kind} and datname = current_database()`.execute(memory.db)
    return rows.length > 0
  })
}

const uuids = new Map<string, string>()

function withUuid(record: Employment): Employment {
  const belvoId = uuids.get(record.belvoId) ?? randomUUID()
  uuids.set(record.belvoId, belvoId)
  return { ...record, belvoId }
}

async function reportedOf(linkId: LinkId): Promise<Employment[]> {
  const employments = await memory.db.transaction().execute((tx) => employmentsOf(tx, linkId))
  return employments.map(({ id: _, ...employment }) => employment)
}

async function everyRow(): Promise<unknown[]> {
  const { rows } = await sql`
    select to_jsonb(t) as row from employments t union all select to_jsonb(t) from occupations t
    union all select to_jsonb(t) from salaries t
    union all select to_jsonb(t) - 'display_name' from owners t
    order by 1`.execute(memory.db)
  return rows
}
