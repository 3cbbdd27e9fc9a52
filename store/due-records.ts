import { sql } from 'kysely'
import type { OldestDue, RetentionClass } from '../domain/retention.ts'
import { retentionClasses } from '../domain/retention.ts'
import type { Db } from './database.ts'
import { oldPartitions } from './inbox-retention.ts'
import type { RetentionTerms, RowClass } from './past-days.ts'
import { calendarDayMs, pastDays } from './past-days.ts'

/** Every class, in the time that an index takes. */
export async function findOldestDue(db: Db, terms: RetentionTerms): Promise<OldestDue[]> {
  return await Promise.all(
    retentionClasses.map(async (name) => ({
      class: name,
      overdueSeconds: await overdueSeconds(db, name, terms),
    })),
  )
}

export interface DueRecords extends OldestDue {
  readonly records: number
}

/** The same with how many records are due; reads all of those. */
export async function countDue(db: Db, terms: RetentionTerms): Promise<DueRecords[]> {
  const oldest = await findOldestDue(db, terms)
  return await Promise.all(
    oldest.map(async (due) => ({
      ...due,
      records: await (due.class === 'inbox'
        ? countNotices(db, terms)
        : countRows(db, due.class, terms)),
    })),
  )
}

async function overdueSeconds(
  db: Db,
  name: RetentionClass,
  terms: RetentionTerms,
): Promise<number> {
  const dueAt = await (name === 'inbox' ? oldestMonth(db, terms) : oldestRow(db, name, terms))
  return dueAt ? (terms.at.getTime() - dueAt.getTime()) / 1_000 : 0
}

async function oldestRow(db: Db, name: RowClass, terms: RetentionTerms): Promise<Date | null> {
  const { table, since, keptForMs, isDue } = pastDays(terms)[name]
  const { rows } = await sql<{ oldest: Date | null }>`
    select min(${sql.ref(since)}) as oldest from ${sql.table(table)} where ${isDue}`.execute(db)
  const oldest = rows[0]?.oldest
  return oldest ? new Date(oldest.getTime() + keptForMs) : null
}

async function countRows(db: Db, name: RowClass, terms: RetentionTerms): Promise<number> {
  const { table, isDue } = pastDays(terms)[name]
  const { rows } = await sql<{ records: number }>`
    select count(*)::integer as records from ${sql.table(table)} where ${isDue}`.execute(db)
  return rows[0]?.records ?? 0
}

async function oldestMonth(db: Db, terms: RetentionTerms): Promise<Date | null> {
  const [oldest] = await oldPartitions(db, terms)
  if (!oldest) return null
  return new Date(oldest.endedAt.getTime() + terms.days.inboxDays * calendarDayMs)
}

async function countNotices(db: Db, terms: RetentionTerms): Promise<number> {
  const partitions = await oldPartitions(db, terms)
  const counts = partitions.map(async ({ name }) => {
    const { rows } = await sql<{ notices: number }>`
      select count(*)::integer as notices from ${sql.table(name)}`.execute(db)
    return rows[0]?.notices ?? 0
  })
  return (await Promise.all(counts)).reduce((sum, notices) => sum + notices, 0)
}
