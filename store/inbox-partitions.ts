import type { Kysely } from 'kysely'
import { sql } from 'kysely'

const monthsAhead = 2
const lockName = 'vinculo inbox partitions'

/**
 * Makes the inbox's partitions for the month of `now` and the two after it, where they are missing.
 * Safe to run from several processes at once, and again.
 */
export async function ensureInboxPartitions<T>(db: Kysely<T>, now: Date): Promise<void> {
  const months = monthsFrom(now)
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${lockName}))`.execute(tx)
    for (const month of months) {
      const name = partitionOf(month)
      const { rows } = await sql<{ there: boolean }>`
        select to_regclass(${name}) is not null as there`.execute(tx)
      // Even `create table if not exists` would lock the inbox against the door.
      if (rows[0]?.there) continue
      await sql`
        create table ${sql.table(name)} partition of inbox
          for values from (${sql.lit(month)}) to (${sql.lit(monthAfter(new Date(month), 1))})`.execute(
        tx,
      )
    }
  })
}

/** The months (`2026-12-01`) that have no partition, of that of `now` and the two after it. */
export async function monthsWithoutPartition<T>(db: Kysely<T>, now: Date): Promise<string[]> {
  const months = monthsFrom(now)
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass(name) is not null as there
    from unnest(${months.map(partitionOf)}::text[]) with ordinality as wanted (name, at)
    order by at`.execute(db)
  return months.filter((_, at) => !rows[at]?.there)
}

function monthsFrom(now: Date): string[] {
  return Array.from({ length: monthsAhead + 1 }, (_, ahead) => monthAfter(now, ahead))
}

export function partitionOf(month: string): string {
  return `inbox_${month.slice(0, 7).replace('-', '_')}`
}

/** The first day, `2026-12-01`, of the month that comes `ahead` months after that of `from` (UTC). */
export function monthAfter(from: Date, ahead: number): string {
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + ahead, 1)
  return new Date(first).toISOString().slice(0, 10)
}
