import type { Updateable } from 'kysely'
import { sql } from 'kysely'
import { refreshIntervalDays, retrievedAt, staleInDays } from '../domain/clocks.ts'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkReason, LinkStatus } from '../domain/link-status.ts'
import { isLive } from '../domain/link-status.ts'
import type { LinkEvidence, Standing } from '../domain/standing.ts'
import { liveStatus } from '../domain/standing.ts'
import type { Tx } from './database.ts'
import type { LinkRow } from './link-row.ts'
import { standingOf } from './link-row.ts'
import type { LinkTable } from './tables/links.ts'

export type LinkChanges = Updateable<Omit<LinkTable, 'link_id' | 'status' | 'reason'>>

export interface Progress {
  readonly standing: Standing
  readonly facts: readonly LinkFact[]
}

/**
 * Writes `changes` on a locked link that lives, or lives again, and derives its clocks and its status
 * from what is known then. `retrieved_at` in the changes only ever moves it forward.
 */
export async function advanceLink(
  tx: Tx,
  before: LinkRow,
  changes: LinkChanges,
  dayMs: number,
): Promise<Progress> {
  const changed = { ...before, ...changes } as LinkRow
  const known = { ...changed, ...clocksOf(before, changed, dayMs), trouble: troubleOf(changed) }
  const { status, reason } = statusOf(known)
  const { trouble, retrieved_at, stale_at, expected_by, refresh_overdue_since } = known
  const clocks = { retrieved_at, stale_at, expected_by, refresh_overdue_since }
  const after = await writeLink(tx, before, { ...changes, ...clocks, trouble, status, reason })
  const facts = [...refreshEnded(before, after), ...transition(before, after)]
  return { standing: standingOf(after), facts }
}

/** Writes a status that ends the link's life. */
export async function endLink(
  tx: Tx,
  before: LinkRow,
  ending: LinkChanges & { status: LinkStatus; reason: LinkReason | null },
): Promise<Standing> {
  return standingOf(await writeLink(tx, before, ending))
}

/**
 * When the link goes stale, with `changes` known: counted from the last retrieval, or from its
 * creation. An overdue refresh is over once something is retrieved.
 */
export function clocksOf(before: LinkRow, after: LinkRow, dayMs: number) {
  const retrieved = retrievedAt([before.retrieved_at, after.retrieved_at, after.last_accessed_at])
  const from = retrieved ?? after.belvo_created_at ?? before.opened_at
  const intervalDays = refreshIntervalDays(after.refresh_rate)
  const later = (days: number, since: Date) => new Date(since.getTime() + days * dayMs)
  const isSilent = retrieved?.getTime() === before.retrieved_at?.getTime()
  return {
    retrieved_at: retrieved,
    stale_at: later(staleInDays(after.stale_in), from),
    expected_by: retrieved && intervalDays ? later(intervalDays, retrieved) : null,
    refresh_overdue_since: isSilent && intervalDays ? before.refresh_overdue_since : null,
  }
}

function troubleOf(link: LinkRow): string | null {
  const collected = link.employments_applied_at !== null && link.owners_applied_at !== null
  return collected && link.trouble === 'collection_failed' ? null : link.trouble
}

function statusOf(link: LinkRow): { status: LinkStatus; reason: LinkReason | null } {
  const overdue = link.refresh_overdue_since && 'refresh_overdue'
  const trouble = link.trouble ?? link.employments_trouble ?? link.owners_trouble ?? overdue
  const notFound = link.missing_since === null ? null : 'not_found_once'
  if (link.institution === null) {
    return { status: 'connecting', reason: notFound ?? (trouble as LinkReason | null) }
  }
  const live = liveStatus({
    applied: standingOf(link).applied,
    needsPerson: link.needs_person_reason as LinkEvidence['needsPerson'],
    trouble: link.ground === 'missing' ? 'ground_missing' : (trouble as LinkEvidence['trouble']),
  })
  return { status: live.status, reason: notFound ?? live.reason }
}

async function writeLink(
  tx: Tx,
  before: LinkRow,
  changes: Updateable<LinkTable> & { status: LinkStatus },
): Promise<LinkRow> {
  const ended_at = isLive(changes.status) ? null : sql<Date>`coalesce(ended_at, clock_timestamp())`
  return await tx
    .updateTable('links')
    .set({ ...changes, ended_at, revision: sql`revision + 1`, updated_at: sql`clock_timestamp()` })
    .where('link_id', '=', before.link_id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

function refreshEnded(before: LinkRow, after: LinkRow): LinkFact[] {
  const isOver = before.refresh_overdue_since !== null && after.refresh_overdue_since === null
  return isOver ? [{ kind: 'RefreshNoLongerOverdue', detail: {} }] : []
}

function transition(before: LinkRow, after: LinkRow): LinkFact[] {
  const detail = { status: after.status, reason: after.reason }
  if (before.institution === null && after.institution !== null) {
    const { institution, access_mode, refresh_rate } = after
    return [
      { kind: 'LinkConnected', detail: { institution, access_mode, refresh_rate, ...detail } },
    ]
  }
  if (before.status === after.status) return []
  if (!isLive(before.status as LinkStatus)) return [{ kind: 'LinkReopened', detail }]
  if (after.status === 'needs_person') return [{ kind: 'LinkNeedsPerson', detail }]
  if (before.status === 'needs_person') return [{ kind: 'LinkRecovered', detail }]
  return after.status === 'current' ? [{ kind: 'LinkCurrent', detail }] : []
}
