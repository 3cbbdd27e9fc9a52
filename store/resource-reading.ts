import { sql } from 'kysely'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { isLive } from '../domain/link-status.ts'
import type { Resource } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import type { Db, Tx } from './database.ts'
import { appendFacts } from './ledger.ts'
import type { LinkChanges } from './link-progress.ts'
import { advanceLink } from './link-progress.ts'
import type { LinkRow } from './link-row.ts'
import { lockLink, standingOf } from './link-row.ts'
import type { OpenNotices, Settlement } from './open-notices.ts'
import { selectOpenNotices, settle } from './open-notices.ts'

export interface ResourceReading {
  readonly linkId: LinkId
  readonly resource: Resource
  /** The notices that the reading answers. */
  readonly notices: OpenNotices
}

export interface ReadingBegun extends ResourceReading {
  readonly standing: Standing
  /** With fewer records than this, an answer of Belvo is not whole. */
  readonly recordsMin: number
}

/** Takes the open notices of one resource, and what an answer to them has to hold at least. */
export async function beginReading(
  db: Db,
  linkId: LinkId,
  resource: Resource,
): Promise<ReadingBegun> {
  const notices = await selectOpenNotices(db, linkId, resource)
  const link = await db
    .selectFrom('links')
    .selectAll()
    .where('link_id', '=', linkId)
    .executeTakeFirstOrThrow()
  const standing = standingOf(link)
  const isKnownEmpty = standing.applied[resource] && !(await holdsRecords(db, linkId, resource))
  const recordsMin = notices.announcedTotal ?? (isKnownEmpty ? 0 : 1)
  return { linkId, resource, notices, standing, recordsMin }
}

export interface WholeAnswer {
  readonly digest: Buffer
  /** The newest `collected_at` in it. */
  readonly collectedAt: Date | null
  readonly write: (tx: Tx) => Promise<void>
}

/** `closed`: the link's life ended while we read; nothing is written. */
export interface ReadingApplied {
  readonly kind: 'applied' | 'unchanged' | 'closed'
  readonly standing: Standing
}

/**
 * One transaction: the records, the link's clocks and status, its facts, and the notices closed. An
 * answer that was read before the one we have changes nothing but its notices: they are older too.
 */
export async function applyReading(
  db: Db,
  reading: ResourceReading,
  answer: WholeAnswer,
  dayMs: number,
): Promise<ReadingApplied> {
  const { linkId, resource, notices } = reading
  return await db.transaction().execute(async (tx): Promise<ReadingApplied> => {
    const { row, at } = await lockLink(tx, linkId)
    if (!isLive(row.status as LinkStatus)) return { kind: 'closed', standing: standingOf(row) }
    if (await isReadSince(tx, reading)) {
      await settle(tx, linkId, notices, { state: 'applied' })
      return { kind: 'unchanged', standing: standingOf(row) }
    }
    await answer.write(tx)
    const changes = {
      ...appliedColumns(resource, { at, readAt: notices.readStartedAt, digest: answer.digest }),
      retrieved_at: answer.collectedAt,
    }
    const { standing, facts } = await advanceLink(tx, row, changes, dayMs)
    await settle(tx, linkId, notices, { state: 'applied' })
    await appendFacts(tx, linkId, facts, causeOf(reading))
    const isNew = !digestOf(row, resource)?.equals(answer.digest)
    return { kind: isNew ? 'applied' : 'unchanged', standing }
  })
}

export type Setback =
  | {
      readonly kind: 'needs_person'
      readonly code: string
      readonly reason: 'credentials_invalid' | 'token_required'
    }
  | { readonly kind: 'quarantined' | 'short_answer'; readonly code: string }
  /** `isOurs`: wrong keys, or a link that Belvo no longer knows: the notices wait for us to find out. */
  | { readonly kind: 'refused'; readonly code: string; readonly keepsNotices: boolean }

/** Belvo's answer brought no data: the link and its last good state stay, and show why. */
export async function recordSetback(
  db: Db,
  reading: ResourceReading,
  setback: Setback,
  dayMs: number,
): Promise<Standing> {
  const { linkId, resource, notices } = reading
  return await db.transaction().execute(async (tx) => {
    const { row, at } = await lockLink(tx, linkId)
    if (!isLive(row.status as LinkStatus)) return standingOf(row)
    const changes = setbackColumns(resource, setback, at)
    const { standing, facts } = await advanceLink(tx, row, changes, dayMs)
    const settlement = settlementOf(setback)
    if (settlement) await settle(tx, linkId, notices, settlement)
    const { kind, code } = setback
    const failed: LinkFact = { kind: 'FetchFailed', detail: { resource, outcome: kind, code } }
    await appendFacts(tx, linkId, [failed, ...facts], causeOf(reading))
    return standing
  })
}

async function holdsRecords(db: Db, linkId: LinkId, resource: Resource): Promise<boolean> {
  const table = resource === 'EMPLOYMENTS' ? 'employments' : 'owners'
  const record = await db
    .selectFrom(table)
    .select('id')
    .where('link_id', '=', linkId)
    .limit(1)
    .executeTakeFirst()
  return record !== undefined
}

async function isReadSince(tx: Tx, { linkId, resource, notices }: ResourceReading) {
  const readAt = sql.ref(resource === 'EMPLOYMENTS' ? 'employments_read_at' : 'owners_read_at')
  const later = await tx
    .selectFrom('links')
    .select('link_id')
    .where('link_id', '=', linkId)
    .where(sql<boolean>`${readAt} > ${notices.readStartedAt}::timestamptz`)
    .executeTakeFirst()
  return later !== undefined
}

const causeOf = ({ resource, notices }: ResourceReading) => ({
  activity: resource === 'EMPLOYMENTS' ? 'fetchEmployments' : 'fetchOwners',
  notices: notices.ids,
})

function digestOf(row: LinkRow, resource: Resource): Buffer | null {
  return resource === 'EMPLOYMENTS' ? row.employments_digest : row.owners_digest
}

function appliedColumns(
  resource: Resource,
  { at, readAt, digest }: { at: Date; readAt: string; digest: Buffer },
): LinkChanges {
  return resource === 'EMPLOYMENTS'
    ? {
        employments_applied_at: at,
        employments_read_at: readAt,
        employments_digest: digest,
        employments_trouble: null,
      }
    : {
        owners_applied_at: at,
        owners_read_at: readAt,
        owners_digest: digest,
        owners_trouble: null,
      }
}

function setbackColumns(resource: Resource, setback: Setback, at: Date): LinkChanges {
  if (setback.kind === 'needs_person') {
    return { needs_person_since: at, needs_person_reason: setback.reason }
  }
  const trouble = troubles[setback.kind]
  return resource === 'EMPLOYMENTS' ? { employments_trouble: trouble } : { owners_trouble: trouble }
}

const troubles = {
  quarantined: 'answer_quarantined',
  short_answer: 'short_answer',
  refused: 'belvo_refused',
} as const

function settlementOf(setback: Setback): Settlement | undefined {
  const { kind, code } = setback
  switch (kind) {
    case 'needs_person':
      return { state: 'ignored', reason: code }
    case 'quarantined':
      return { state: 'quarantined', reason: code }
    case 'refused':
      return setback.keepsNotices ? undefined : { state: 'stuck', reason: code }
    case 'short_answer':
      return undefined
    default:
      throw kind satisfies never
  }
}
