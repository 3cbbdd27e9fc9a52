import { sql } from 'kysely'
import type { Keyring } from '../vault/keyring.ts'
import type { Db } from './database.ts'
import { monthAfter, partitionOf } from './inbox-partitions.ts'
import type { RetentionTerms } from './past-days.ts'
import { calendarDayMs } from './past-days.ts'

interface OldPartition {
  readonly name: string
  /** `detaching` where somebody was interrupted at it. */
  readonly stands: 'attached' | 'detaching' | 'detached'
  /** When its month was over. */
  readonly endedAt: Date
}

/**
 * Destroys the door keys of the months that are past their days, then drops their partitions: from
 * the first step on no copy of their bodies opens, also where a crash leaves the partitions behind.
 * Run again, it goes on there. Answers the names of the partitions.
 */
export async function dropOldMonths(
  db: Db,
  keyring: Keyring,
  terms: RetentionTerms,
): Promise<string[]> {
  await keyring.destroyDoorKeysBefore(firstKeptMonth(terms))
  const old = await oldPartitions(db, terms)
  for (const partition of old) {
    await detach(db, partition)
    await dropDetached(db, partition.name)
  }
  return old.map(({ name }) => name)
}

/** The partitions of the months that are past their days, also those that a crash left half way. */
export async function oldPartitions(db: Db, terms: RetentionTerms): Promise<OldPartition[]> {
  const { rows } = await sql<OldPartition>`
    select relname as name, case inhdetachpending
        when false then 'attached' when true then 'detaching' else 'detached' end as stands,
      (to_date(right(relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'utc' as "endedAt"
    from pg_class left join pg_inherits on inhrelid = pg_class.oid
    where relname ~ '^inbox_[0-9]{4}_[0-9]{2}$' and relname < ${partitionOf(firstKeptMonth(terms))}
      and relkind = 'r' and pg_table_is_visible(pg_class.oid)
    order by relname`.execute(db)
  return rows
}

/** The first day of the oldest month that stays: it had not ended `inboxDays` ago. */
function firstKeptMonth({ days, at }: RetentionTerms): string {
  return monthAfter(new Date(at.getTime() - days.inboxDays * calendarDayMs), 0)
}

/** Concurrently: the plain way would hold up the door for as long as anybody reads the inbox. */
async function detach(db: Db, { name, stands }: OldPartition): Promise<void> {
  if (stands === 'detached') return
  const how = stands === 'attached' ? sql`concurrently` : sql`finalize`
  await sql`alter table inbox detach partition ${sql.table(name)} ${how}`.execute(db)
}

/** What still waits goes on waiting: a wake-up of our own takes the place of its notices. */
async function dropDetached(db: Db, name: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into inbox (received_on, source, lane, state, subject, link_id, dedupe_key)
      select (now() at time zone 'utc')::date, 'hold', 'recurrent', 'open', subject, link_id,
        sha256(convert_to(concat_ws('/', 'retention', ${name}::text, link_id, subject), 'utf8'))
      from ${sql.table(name)} where state = 'open' and link_id is not null
      group by subject, link_id
      on conflict do nothing`.execute(tx)
    await sql`drop table ${sql.table(name)}`.execute(tx)
  })
}
