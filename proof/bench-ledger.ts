import { randomBytes, randomUUID } from 'node:crypto'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { freePort } from '../dev/free-port.ts'
import { startPostgres } from '../dev/postgres.ts'
import { throwAwayFolder } from '../dev/throw-away-folder.ts'
import type { CalendarDate, Month } from '../domain/calendar.ts'
import type { Employment, Salary } from '../domain/employment.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { Amount } from '../domain/money.ts'
import type { Db } from '../store/database.ts'
import { openDatabase } from '../store/database.ts'
import { knownOf } from '../store/known.ts'
import { migrate } from '../store/migrate.ts'
import { beginReading } from '../store/reading-begun.ts'
import { rebuildProjections } from '../store/rebuild.ts'
import { employmentMemory } from '../store/resource-memory.ts'
import { applyReading } from '../store/resource-reading.ts'
import type { Keyring } from '../vault/keyring.ts'
import { openKeyring } from '../vault/keyring.ts'

/**
 * `npm run bench:ledger`: what remembering costs, on a durable PostgreSQL of its own. `--facts` says
 * how many facts the rebuild folds.
 */
const { values } = parseArgs({ options: { facts: { type: 'string', default: '1000000' } } })
const months = 360
const rules = { dayMs: 86_400_000, proofGapMs: 600_000, unannouncedGapMs: 60_000 }

await using started = new AsyncDisposableStack()
const { db, keyring } = await openStore()
await learning()
await knownThen()
await rebuilding(Number(values.facts))

async function openStore(): Promise<{ db: Db; keyring: Keyring }> {
  const folder = await throwAwayFolder()
  started.defer(folder.remove)
  const server = await startPostgres({
    folder: path.join(folder.path, 'postgres'),
    port: await freePort(),
    password: 'synthetic',
    settings: { shared_buffers: '256MB', max_wal_size: '4GB' },
  })
  started.defer(server.stop)
  const [databaseUrl, keyringUrl] = [server.url('vinculo'), server.url('keyring')]
  await server.createDatabase('vinculo')
  await server.createDatabase('keyring')
  await migrate(databaseUrl, keyringUrl, new Date())
  const db = openDatabase(databaseUrl, 4)
  started.defer(() => db.destroy())
  const keyring = await openKeyring(keyringUrl, [{ id: 'bench', key: randomBytes(32) }])
  started.defer(() => keyring.close())
  return { db, keyring }
}

async function learning(): Promise<void> {
  const [first, again]: [number[], number[]] = [[], []]
  let rowsWritten = 0
  for (let times = 0; times < 60; times += 1) {
    const linkId = await newLink()
    const records = [jobOf(months)]
    first.push(await msToLearn(linkId, records))
    const before = await rowsInAll()
    again.push(await msToLearn(linkId, records))
    rowsWritten += (await rowsInAll()) - before - 1
  }
  say(`an employment with ${months} salaries, first time`, inMs(first))
  say('the same answer again', `${inMs(again)}, ${rowsWritten} rows beside the notices`)
  say('on disk for a link with it', `${Math.round((await bytesInAll()) / first.length / 1024)} KiB`)
}

async function knownThen(): Promise<void> {
  const inOneAnswer = await newLink()
  await msToLearn(
    inOneAnswer,
    Array.from({ length: 28 }, () => jobOf(months)),
  )
  await sayKnownAt(inOneAnswer)

  const inManyAnswers = await newLink()
  const jobs = Array.from({ length: 5 }, () => jobOf(400))
  await msToLearn(inManyAnswers, jobs)
  for (let week = 1; week <= 500; week += 1) {
    await msToLearn(
      inManyAnswers,
      jobs.map((job) => restated(job, week)),
    )
  }
  await sayKnownAt(inManyAnswers)
}

async function sayKnownAt(linkId: LinkId): Promise<void> {
  const { rows } = await sql<{ facts: number; answers: number }>`
    select sum(count)::integer as facts, count(*)::integer as answers from sealed_facts
    where link_id = ${linkId}`.execute(db)
  const took = await repeatedly(40, () => knownOf(db, keyring, linkId, { knownAt: new Date() }))
  say(`knownAt over ${rows[0]?.facts} facts of ${rows[0]?.answers} answers`, inMs(took))
}

async function rebuilding(facts: number): Promise<void> {
  const links = Math.ceil(facts / (months + 2))
  for (let link = 0; link < links; link += 4) {
    await Promise.all(
      Array.from({ length: 4 }, async () => msToLearn(await newLink(), [jobOf(months)])),
    )
  }
  await sql`vacuum analyze`.execute(db)
  const begun = performance.now()
  const rebuild = await rebuildProjections(db, keyring, { dryRun: false })
  if (rebuild.kind !== 'rebuilt') throw new Error(rebuild.kind)
  const seconds = (performance.now() - begun) / 1000
  const each = Math.round(rebuild.facts / seconds)
  const found = `${rebuild.differences.length} differences`
  say(`rebuild of ${rebuild.facts} facts`, `${seconds.toFixed(1)} s, ${each} facts/s, ${found}`)
}

/** Belvo announces and answers; the time from the answer to the commit. */
async function msToLearn(linkId: LinkId, records: readonly Employment[]): Promise<number> {
  await sql`
    insert into inbox (received_on, source, lane, state, subject, link_id, dedupe_key)
    values (current_date, 'webhook', 'recurrent', 'open', 'EMPLOYMENTS', ${linkId},
      ${randomBytes(32)})`.execute(db)
  const reading = await beginReading(db, linkId, 'EMPLOYMENTS')
  const key = await keyring.createLinkKey(linkId)
  const answer = {
    records,
    drift: [],
    people: [],
    linkIsValid: false,
    memory: employmentMemory,
    key,
  }
  const begun = performance.now()
  const { kind } = await applyReading(db, reading, answer, rules)
  if (kind === 'closed' || kind === 'second_look') throw new Error(kind)
  return performance.now() - begun
}

async function newLink(): Promise<LinkId> {
  const linkId = randomUUID() as LinkId
  await sql`
    insert into links (link_id, status, ground) values (${linkId}, 'connecting', 'given')`.execute(
    db,
  )
  return linkId
}

function jobOf(count: number): Employment {
  return {
    belvoId: randomUUID(),
    employer: { name: 'Padaria Aurora Ltda', code: '01222333', economicActivity: null },
    startDate: '1990-01-01' as CalendarDate,
    endDate: null,
    occupations: [
      {
        startDate: '1990-01-01' as CalendarDate,
        endDate: null,
        description: 'PADEIRO',
        name: { original: 'PADEIRO - 8483-05', code: '8483-05', label: 'PADEIRO' },
        locale: 'Urbana',
      },
    ],
    salaries: Array.from({ length: count }, (_, month) => salaryOf(month, 241_050 + month * 137)),
    collectedAt: new Date(),
  }
}

/** A few salaries of a job are corrected: other ones each week. */
function restated(job: Employment, week: number): Employment {
  const salaries = job.salaries.map((salary, month) => {
    return (month + week) % 250 === 0 ? salaryOf(month, 300_000 + week) : salary
  })
  return { ...job, salaries, collectedAt: new Date() }
}

function salaryOf(month: number, cents: number): Salary {
  const [year, ofYear] = [1990 + Math.floor(month / 12), (month % 12) + 1]
  return {
    month: `${year}-${String(ofYear).padStart(2, '0')}` as Month,
    type: 'REGULAR',
    baseAmount: (cents / 100).toFixed(2) as Amount,
    inssRetainedAmount: (cents / 1100).toFixed(2) as Amount,
    currency: 'BRL',
  }
}

async function rowsInAll(): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select sum((xpath('/row/c/text()', query_to_xml(
      format('select count(*) as c from %I', relname), false, true, '')))[1]::text::integer)::integer as rows
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition`.execute(db)
  return rows[0]?.rows ?? 0
}

async function bytesInAll(): Promise<number> {
  await sql`vacuum full`.execute(db)
  const { rows } = await sql<{ bytes: number }>`
    select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class
    where relname in ('links', 'ledger', 'sealed_facts', 'snapshots', 'employments', 'occupations', 'salaries')
      and relnamespace = 'public'::regnamespace`.execute(db)
  return rows[0]?.bytes ?? 0
}

async function repeatedly(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (let time = 0; time < times; time += 1) {
    const begun = performance.now()
    await work()
    took.push(performance.now() - begun)
  }
  return took
}

function inMs(took: readonly number[]): string {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)
  return `${at(0.5)} ms (fastest ${at(0)}, 95 % within ${at(0.95)})`
}

function say(what: string, found: string): void {
  process.stdout.write(`${what}: ${found}\n`)
}
