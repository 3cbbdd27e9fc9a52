import { sql } from 'kysely'
import type { Drift, DriftKind, DriftShape } from '../domain/drift.ts'
import type { Db, Tx } from './database.ts'

/**
 * Counts what was not as documented in one answer of Belvo; belongs into the transaction that applies
 * the answer, before its facts. An answer without drift costs no statement.
 */
export async function noteDrift(tx: Tx, drift: readonly Drift[]): Promise<void> {
  if (drift.length === 0) return
  // In one order, whoever writes: two answers that drift alike must not wait for each other.
  await sql`
    insert into drift as seen (kind, path, shape, times)
    select kind, path, shape, sum(times)
    from jsonb_to_recordset(${JSON.stringify(drift)})
      as noted(kind text, path text, shape text, times bigint)
    group by kind, path, shape
    order by kind, path, shape
    on conflict (kind, path, shape) do update set
      last_seen_at = excluded.last_seen_at,
      times = seen.times + excluded.times,
      readings = seen.readings + 1`.execute(tx)
}

/** A path of Belvo's that is not as documented, over all readings. */
export interface DriftView {
  readonly kind: DriftKind
  readonly path: string
  readonly shape: DriftShape
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
  /** How often it stood so. */
  readonly times: number
  /** In how many answers. */
  readonly readings: number
}

/** What was seen since, the newest to drift first. */
export async function listDrift(db: Db, since: Date): Promise<DriftView[]> {
  const { rows } = await sql<DriftView>`
    select kind, path, shape, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt",
      times::float8 as times, readings::float8 as readings
    from drift
    where last_seen_at >= ${since}
    order by first_seen_at desc, path, kind, shape`.execute(db)
  return rows
}
