import { sql } from 'kysely'
import { canonicalText } from '../domain/canonical.ts'
import type { Drift } from '../domain/drift.ts'
import { ambiguousMatches } from '../domain/drift.ts'
import type { Employment } from '../domain/employment.ts'
import type { Cause } from '../domain/link-fact.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { isLive } from '../domain/link-status.ts'
import type { Owner } from '../domain/owner.ts'
import type { Resource } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import { keyedDigest } from '../vault/keyed-digest.ts'
import type { DataKey } from '../vault/sealed.ts'
import type { Db, Tx } from './database.ts'
import { noteDrift } from './drift.ts'
import { appendPersonFacts } from './facts.ts'
import { hasGround } from './groundless-links.ts'
import { identityAfter } from './identity.ts'
import type { MayVanish } from './learning.ts'
import { learn, learnNothing } from './learning.ts'
import { appendFacts } from './ledger.ts'
import type { LinkChanges } from './link-progress.ts'
import { advanceLink } from './link-progress.ts'
import type { LinkRow } from './link-row.ts'
import { lockLink, standingOf } from './link-row.ts'
import { settle, settleSetAside } from './open-notices.ts'
import { forgetAnswer } from './quarantined-answers.ts'
import type { ResourceReading } from './reading-begun.ts'
import type { ResourceMemory } from './resource-memory.ts'
import { forgetFinding, isFoundTwice, lookAgain, putOff } from './second-looks.ts'
import { recordSightings } from './sightings.ts'

/** Every record of a resource, at one time. */
export interface WholeAnswer<T extends Employment | Owner> {
  readonly records: readonly T[]
  /** Whether Belvo, asked after the answer, called the link valid: without it nothing vanishes. */
  readonly linkIsValid: boolean
  readonly drift: readonly Drift[]
  readonly memory: ResourceMemory<T>
  readonly key: DataKey
  /** Blind indexes of the CPFs in it. */
  readonly people: readonly Buffer[]
}

/**
 * `closed`: the link's life ended while we read; nothing is written. `second_look`: a first answer that
 * no notice announced is written down only when another one, `againAfterMs` later, equals it.
 */
export interface ReadingApplied {
  readonly kind: 'applied' | 'unchanged' | 'closed' | 'second_look'
  readonly standing: Standing
  /** Of the answer, keyed with the link's key. */
  readonly digest: Buffer
}

export interface ReadingRules {
  readonly dayMs: number
  /** How far apart two looks must be that prove something gone. */
  readonly proofGapMs: number
  /** The same for a first answer that no notice announced. */
  readonly unannouncedGapMs: number
}

/**
 * One transaction: the facts, the tables that follow from them, the answer, the link's clocks and
 * status, and the notices closed. An answer that says what is known moves the clocks and no more; one
 * that was read before the one we have changes nothing but its notices: they are older too.
 */
export async function applyReading<T extends Employment | Owner>(
  db: Db,
  reading: ResourceReading,
  { records, drift, linkIsValid, memory, key, people }: WholeAnswer<T>,
  rules: ReadingRules,
): Promise<ReadingApplied> {
  const { linkId, resource, notices } = reading
  const { readStartedAt } = notices
  const canonical = canonicalText(records)
  const digest = keyedDigest(key, canonical)
  return await db.transaction().execute(async (tx): Promise<ReadingApplied> => {
    const { row, at } = await lockLink(tx, linkId)
    const standing = standingOf(row)
    const nothing = { standing, digest }
    if (!isLive(row.status as LinkStatus) || !hasGround(row, at)) {
      return { kind: 'closed', ...nothing }
    }
    if (await isReadSince(tx, reading)) {
      await settle(tx, linkId, notices, { state: 'applied' })
      return { kind: 'unchanged', ...nothing }
    }
    const isFirst = !standing.applied[resource]
    if (isFirst && !notices.announced && !(await isSeenTwice(tx, reading, digest, rules))) {
      return { kind: 'second_look', ...nothing }
    }

    const linkStands = linkIsValid && row.stale_at !== null && row.stale_at > at
    const gate = mayVanish(tx, reading, { isEmpty: records.length === 0, linkStands }, rules)
    const answer = { linkId, memory, records, canonical, digest, readStartedAt, key }
    const lesson = digestOf(row, resource)?.equals(digest)
      ? await learnNothing(answer, gate)
      : await learn(tx, answer, gate)
    await recordSightings(tx, linkId, resource, records, readStartedAt)
    const person = await identityAfter(tx, row, people)
    const changes = {
      ...person.columns,
      ...appliedColumns(resource, { at, readAt: readStartedAt, digest: lesson.digest }),
      retrieved_at: newestOf(records),
    }
    const progress = await advanceLink(tx, row, changes, rules.dayMs)
    await settle(tx, linkId, notices, { state: 'applied' })
    await settleSetAside(tx, linkId, resource, notices)
    if (troubleOf(row, resource) !== null) await forgetAnswer(tx, linkId, resource)

    const { facts, known, snapshotId, ambiguous } = lesson
    await noteDrift(tx, [...drift, ...ambiguousMatches(matters[resource], ambiguous)])
    const cause = causeOf(reading)
    await appendPersonFacts(tx, linkId, facts, { key, cause, snapshotId, known })
    await appendFacts(tx, linkId, [...progress.facts, ...person.facts], cause)
    const kind = isFirst || facts.length > 0 ? 'applied' : 'unchanged'
    return { kind, standing: progress.standing, digest }
  })
}

const matters = { EMPLOYMENTS: 'employment', OWNERS: 'owner' } as const

async function isSeenTwice(
  tx: Tx,
  { linkId, resource, notices }: ResourceReading,
  digest: Buffer,
  { unannouncedGapMs }: ReadingRules,
): Promise<boolean> {
  const finding = { linkId, resource, digest, readStartedAt: notices.readStartedAt }
  if (await isFoundTwice(tx, finding, unannouncedGapMs)) return true
  await putOff(tx, notices, unannouncedGapMs)
  return false
}

/** Absence is proven by a total of zero that Belvo announced, or by two looks at a link that stands. */
function mayVanish(
  tx: Tx,
  { linkId, resource, notices }: ResourceReading,
  { isEmpty, linkStands }: { readonly isEmpty: boolean; readonly linkStands: boolean },
  { proofGapMs }: ReadingRules,
): MayVanish {
  return async (vanishing) => {
    const isTrueZero = isEmpty && notices.announcedTotal === 0
    if (vanishing === null || isTrueZero) {
      await forgetFinding(tx, linkId, resource)
      return isTrueZero
    }
    const { ids, readStartedAt } = notices
    const finding = { linkId, resource, digest: vanishing, readStartedAt }
    if (await isFoundTwice(tx, finding, proofGapMs)) return linkStands
    await lookAgain(tx, finding, ids, proofGapMs)
    return false
  }
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

/** What made us write: the activity and its notices. */
export const causeOf = ({ resource, notices }: ResourceReading): Cause => ({
  activity: resource === 'EMPLOYMENTS' ? 'fetchEmployments' : 'fetchOwners',
  notices: notices.ids,
})

function digestOf(row: LinkRow, resource: Resource): Buffer | null {
  return resource === 'EMPLOYMENTS' ? row.employments_digest : row.owners_digest
}

function troubleOf(row: LinkRow, resource: Resource): string | null {
  return resource === 'EMPLOYMENTS' ? row.employments_trouble : row.owners_trouble
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

function newestOf(records: readonly { readonly collectedAt: Date | null }[]): Date | null {
  const instants = records.map(({ collectedAt }) => collectedAt?.getTime() ?? 0)
  const newest = Math.max(0, ...instants)
  return newest === 0 ? null : new Date(newest)
}
