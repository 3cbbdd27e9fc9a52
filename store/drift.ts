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

/** A place that is not as documented, over all answers. */
export interface DriftView extends DriftPosition {
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
  /** How often it stood so. */
  readonly times: number
  /** In how many answers. */
  readonly readings: number
}

/** What names a row, and where a page ended. */
export interface DriftPosition {
  readonly path: string
  readonly kind: DriftKind
  readonly shape: DriftShape
}

/** What was seen since, by path. */
export async function listDrift(
  db: Db,
  since: Date,
  { after, limit }: { after?: DriftPosition | undefined; limit: number },
): Promise<{ drift: DriftView[]; next: DriftPosition | null }> {
  const beyond = after
    ? sql`and (path, kind, shape) > (${after.path}, ${after.kind}, ${after.shape})`
    : sql``
  const { rows } = await sql<DriftView>`
    select path, kind, shape, first_seen_at as "firstSeenAt", last_seen_at as "lastSeenAt",
      times::float8 as times, readings::float8 as readings
    from drift
    where last_seen_at >= ${since} ${beyond}
    order by path, kind, shape
    limit ${limit + 1}`.execute(db)
  const drift = rows.slice(0, limit)
  const last = drift.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return { drift, next: isMore ? { path: last.path, kind: last.kind, shape: last.shape } : null }
}
