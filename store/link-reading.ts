import type { Drift } from '../domain/drift.ts'
import type { Cause, LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkReport } from '../domain/link-report.ts'
import type { LinkReason, LinkStatus } from '../domain/link-status.ts'
import { isLive } from '../domain/link-status.ts'
import type { Resource } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import { holdAll } from './belvo-watch.ts'
import { bindConnection, confirmReconnections, refuseAllClaims } from './connection-proof.ts'
import type { Db, Tx } from './database.ts'
import { noteDrift } from './drift.ts'
import type { Hold } from './holds.ts'
import { identityAfter } from './identity.ts'
import { appendFacts } from './ledger.ts'
import { groundColumns } from './legal-grounds.ts'
import type { LinkChanges } from './link-progress.ts'
import { advanceLink, clocksOf, endLink } from './link-progress.ts'
import type { LinkRow } from './link-row.ts'
import { lockLink, standingOf } from './link-row.ts'
import { tooManyGo } from './links-going.ts'
import type { OpenNotices } from './open-notices.ts'
import {
  hasOpenResource,
  ignoreOpenNotices,
  settle,
  settleSetAside,
  wakeUnannounced,
} from './open-notices.ts'
import { reportedColumns } from './reported-columns.ts'

export interface LinkReading {
  readonly linkId: LinkId
  /** The LINK notices that the reading answers. */
  readonly notices: OpenNotices
  /** What was not as documented in the answer. */
  readonly drift: readonly Drift[]
}

export type ReadingApplied =
  | {
      readonly kind: 'ours'
      readonly standing: Standing
      readonly institution: string
      readonly externalId: string | null
      readonly refusedClaims: readonly string[]
      /** Resources that Belvo retrieved anew without a notice that came to us. */
      readonly missedNotices: number
    }
  | Ended

type Ended = { readonly kind: 'ended'; readonly standing: Standing }

export interface LinkRules {
  /** Belvo's names of the institutions whose links are ours. */
  readonly institutions: readonly string[]
  readonly dayMs: number
  /** How long Belvo may take to collect what it began to retrieve. */
  readonly collectWithinMs: number
}

/**
 * Belvo told what the link is. A life that ended goes on where Belvo retrieved since; our own
 * disconnect is final.
 */
export async function recordLinkFound(
  db: Db,
  { linkId, notices, drift }: LinkReading,
  report: LinkReport,
  { institutions, dayMs, collectWithinMs }: LinkRules,
): Promise<ReadingApplied> {
  return await db.transaction().execute(async (tx): Promise<ReadingApplied> => {
    const { row, at } = await lockLink(tx, linkId)
    const cause = causeOf(notices)
    if (row.disconnected_at !== null) return await staysEnded(tx, row)
    if (!institutions.includes(report.institution)) {
      if (row.status === 'foreign') return await staysEnded(tx, row)
      const { institution } = report
      const fact: LinkFact = { kind: 'LinkForeign', detail: { institution } }
      return await endsNow(tx, row, { status: 'foreign', reason: null, institution }, fact, cause)
    }

    const seen = reportedColumns(report, { row, at })
    const { stale_at } = clocksOf(row, { ...row, ...seen }, dayMs)
    // A notice about a resource hints at a retrieval that the link does not show: its read decides.
    if (row.status === 'stale' && stale_at <= at && !(await hasOpenResource(tx, linkId))) {
      return await staysEnded(tx, row)
    }

    const proof = await bindConnection(tx, row, report)
    const connection_id = proof.bound?.connectionId ?? row.connection_id
    const external_id = report.externalId ?? proof.bound?.externalId ?? row.external_id
    const ground = await groundColumns(tx, { linkId, connectionId: connection_id })
    const documents = proof.bound && row.person_seen ? [row.person_seen] : []
    const person = await identityAfter(tx, { ...row, connection_id }, documents)
    const changes = { ...seen, connection_id, external_id, ...ground, ...person.columns }
    const progress = await advanceLink(tx, row, changes, dayMs)
    const isBack = row.status === 'needs_person' && progress.standing.status !== 'needs_person'
    if (isBack) await confirmReconnections(tx, linkId)
    await settle(tx, linkId, notices, { state: 'applied' })
    await settleSetAside(tx, linkId, 'LINK', notices)
    await noteDrift(tx, drift)
    await appendFacts(tx, linkId, [...progress.facts, ...proof.facts, ...person.facts], cause)
    const { lastAccessedAt } = report
    const isSought = notices.reconciling && lastAccessedAt !== null
    const missed = isSought ? unreadSince(lastAccessedAt, row) : []
    const missedNotices = await wakeUnannounced(tx, linkId, missed)
    // Belvo says when it began to retrieve: what was read soon after may have been read too early.
    const doubtful = isSought ? readBefore(later(lastAccessedAt, collectWithinMs), row) : []
    await wakeUnannounced(tx, linkId, doubtful)
    return {
      kind: 'ours',
      standing: progress.standing,
      institution: report.institution,
      externalId: external_id,
      refusedClaims: proof.refusedClaims,
      missedNotices,
    }
  })
}

/** The resources that nobody read since Belvo retrieved: where one notice came, its twin may be lost. */
function unreadSince(retrievedAt: Date, row: LinkRow): Resource[] {
  if (row.retrieved_at === null) return []
  if (retrievedAt > row.retrieved_at) return ['EMPLOYMENTS', 'OWNERS']
  return readBefore(retrievedAt, row)
}

function readBefore(instant: Date, row: LinkRow): Resource[] {
  const readAt = { EMPLOYMENTS: row.employments_read_at, OWNERS: row.owners_read_at }
  const isEarlier = (at: Date | null) => at !== null && at < instant
  return (['EMPLOYMENTS', 'OWNERS'] as const).filter((resource) => isEarlier(readAt[resource]))
}

const later = (instant: Date, byMs: number) => new Date(instant.getTime() + byMs)

export type MissingRecorded =
  | { readonly kind: 'missing'; readonly againAfterMs: number }
  /** So many links are gone that this one is not believed: everything is held. */
  | { readonly kind: 'held'; readonly hold: Hold; readonly isNew: boolean }
  | Ended

/** Belvo does not know the link: proof that it is gone only when seen twice, `proofGapMs` apart. */
export async function recordLinkMissing(
  db: Db,
  { linkId, notices }: LinkReading,
  { proofGapMs, dayMs }: { proofGapMs: number; dayMs: number },
): Promise<MissingRecorded> {
  return await db.transaction().execute(async (tx): Promise<MissingRecorded> => {
    const { row, at } = await lockLink(tx, linkId)
    if (!isLive(row.status as LinkStatus)) return await staysEnded(tx, row)
    const cause = causeOf(notices)
    if (row.missing_since === null) {
      const { facts } = await advanceLink(tx, row, { missing_since: at }, dayMs)
      await appendFacts(tx, linkId, facts, cause)
      return { kind: 'missing', againAfterMs: proofGapMs }
    }
    const againAfterMs = row.missing_since.getTime() + proofGapMs - at.getTime()
    if (againAfterMs > 0) return { kind: 'missing', againAfterMs }
    if (row.institution === null) {
      return await endsNow(tx, row, { status: 'unknown', reason: null }, fact('LinkUnknown'), cause)
    }
    if (await tooManyGo(tx)) return { kind: 'held', ...(await holdAll(tx, 'links_going')) }
    return await endsNow(tx, row, goneAtBelvo, fact('LinkGone'), cause)
  })
}

/** Belvo does not serve the link until the person has been to the widget again. */
export async function recordLinkNeedsPerson(
  db: Db,
  { linkId, notices }: LinkReading,
  reason: 'credentials_invalid' | 'token_required',
  dayMs: number,
): Promise<ReadingApplied | { readonly kind: 'never_ours' }> {
  return await db.transaction().execute(async (tx) => {
    const { row, at } = await lockLink(tx, linkId)
    if (!isLive(row.status as LinkStatus)) return await staysEnded(tx, row)
    const { institution, external_id: externalId } = row
    if (institution === null) return { kind: 'never_ours' }
    const changes = { needs_person_since: at, needs_person_reason: reason, missing_since: null }
    const { standing, facts } = await advanceLink(tx, row, changes, dayMs)
    await settle(tx, linkId, notices, { state: 'applied' })
    await appendFacts(tx, linkId, facts, causeOf(notices))
    return { kind: 'ours', standing, institution, externalId, refusedClaims: [], missedNotices: 0 }
  })
}

/** Belvo's answer cannot be used: the link shows why, and its notices stay open. */
export async function recordLinkTrouble(
  db: Db,
  { linkId, drift }: LinkReading,
  trouble: 'belvo_refused' | 'answer_quarantined',
  dayMs: number,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { row } = await lockLink(tx, linkId)
    if (!isLive(row.status as LinkStatus)) return
    await advanceLink(tx, row, { trouble }, dayMs)
    await noteDrift(tx, drift)
  })
}

const goneAtBelvo = { status: 'deleted', reason: 'gone_at_belvo' } as const
const causeOf = ({ ids }: OpenNotices): Cause => ({ activity: 'readLink', notices: ids })
const fact = (kind: 'LinkUnknown' | 'LinkGone'): LinkFact => ({ kind, detail: {} })

async function staysEnded(tx: Tx, row: LinkRow): Promise<Ended> {
  await ignoreOpenNotices(tx, row.link_id as LinkId, `link_${row.status}`)
  return { kind: 'ended', standing: standingOf(row) }
}

async function endsNow(
  tx: Tx,
  row: LinkRow,
  ending: LinkChanges & { status: LinkStatus; reason: LinkReason | null },
  ended: LinkFact,
  cause: Cause,
): Promise<Ended> {
  const linkId = row.link_id as LinkId
  const standing = await endLink(tx, row, ending)
  await refuseAllClaims(tx, linkId, `link_${ending.status}`)
  await ignoreOpenNotices(tx, linkId, `link_${ending.status}`)
  await appendFacts(tx, linkId, [ended], cause)
  return { kind: 'ended', standing }
}
