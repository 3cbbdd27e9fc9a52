import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Retention } from '../config/config.ts'
import type { RetentionClass } from '../domain/retention.ts'

/** For how long what is kept, as of when. */
export interface RetentionTerms {
  readonly days: Retention
  /** How long a day of `stale_in` lasts; the days of retention are those of the calendar. */
  readonly dayMs: number
  readonly at: Date
}

/** The rows of one class that are past their days: those of `table` where `isDue`, each since `since`. */
export interface PastDays {
  readonly table: string
  readonly since: string
  /** From `since` until it is due. */
  readonly keptForMs: number
  readonly isDue: RawBuilder<boolean>
}

export type RowClass = Exclude<RetentionClass, 'inbox'>

export const calendarDayMs = 86_400_000
/** Belvo keeps the credentials of a link that went stale until somebody deletes it. */
const staleAtBelvoDays = 30

/** What of each class is past its days; the inbox goes by whole months instead. */
export function pastDays({ days, dayMs, at }: RetentionTerms): Record<RowClass, PastDays> {
  const rows = (
    table: string,
    since: string,
    keptForMs: number,
    condition: RawBuilder<unknown>,
  ): PastDays => {
    const before = new Date(at.getTime() - keptForMs)
    const isDue = sql<boolean>`${sql.ref(`${table}.${since}`)} < ${before} and ${condition}`
    return { table, since, keptForMs, isDue }
  }
  return {
    closed_links: rows(
      'links',
      'ended_at',
      days.closedLinksDays * calendarDayMs,
      sql`status in ('stale', 'deleted')`,
    ),
    stale_at_belvo: rows('links', 'stale_at', staleAtBelvoDays * dayMs, sql`status = 'stale'`),
    connections: rows(
      'connections',
      'connectable_until',
      days.connectionsDays * calendarDayMs,
      sql`link_id is null and state <> 'connected' and erasure_id is null`,
    ),
    snapshots: rows(
      'snapshots',
      'read_started_at',
      days.snapshotsDays * calendarDayMs,
      sql`exists (select from snapshots as newer where newer.link_id = snapshots.link_id
        and newer.resource = snapshots.resource
        and newer.read_started_at > snapshots.read_started_at)`,
    ),
    quarantined_answers: rows(
      'quarantined_answers',
      'kept_at',
      days.snapshotsDays * calendarDayMs,
      sql`true`,
    ),
    access: rows('access', 'accessed_at', days.accessDays * calendarDayMs, sql`true`),
  }
}
