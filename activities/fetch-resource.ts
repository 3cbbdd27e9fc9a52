import type { Declined } from '../belvo/errors.ts'
import { BelvoNotReady } from '../belvo/errors.ts'
import type { Listing } from '../belvo/pages.ts'
import type { Unreadable } from '../belvo/send.ts'
import type { Drift } from '../domain/drift.ts'
import type { Employment } from '../domain/employment.ts'
import type { LinkId } from '../domain/link-id.ts'
import { isLive } from '../domain/link-status.ts'
import type { Owner } from '../domain/owner.ts'
import type { ReadingBegun } from '../store/reading-begun.ts'
import { beginReading } from '../store/reading-begun.ts'
import type { ResourceMemory } from '../store/resource-memory.ts'
import { applyReading } from '../store/resource-reading.ts'
import type { Setback } from '../store/resource-setback.ts'
import { recordSetback } from '../store/resource-setback.ts'
import type { FetchOutcome } from '../workflows/ports.ts'
import type { Attempt } from './attempt.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'
import { onLegalGround } from './on-legal-ground.ts'

/** What is particular to one resource: how it is listed at Belvo, and how it is kept here. */
export interface ResourceHands<T extends Employment | Owner> {
  readonly memory: ResourceMemory<T>
  list(linkId: LinkId, signal: AbortSignal): Promise<Listing<T>>
  /** The CPFs that tell whose data it is. */
  cpfsIn(records: readonly T[]): readonly string[]
}

/**
 * Fetch and apply in one activity, so that no record crosses Temporal and nothing lies between the
 * read and the write. Without an open notice Belvo is not asked.
 */
export function createFetch<T extends Employment | Owner>(
  hands: Hands,
  of: ResourceHands<T>,
): (order: { linkId: LinkId }) => Promise<FetchOutcome> {
  return ({ linkId }) =>
    attempting(hands.events, async (attempt) => {
      const reading = await beginReading(hands.db, linkId, of.memory.resource)
      const { standing, notices } = reading
      if (!isLive(standing.status)) return { kind: 'closed', code: standing.status, standing }
      if (notices.ids.length === 0) return { kind: 'nothing_open', standing }
      const listing = await onLegalGround(hands, linkId, async () => {
        const answer = await listWhole(of, reading, attempt)
        return { ...answer, linkIsValid: await isLinkValid(hands, reading, attempt) }
      })
      if (listing.kind === 'held') return { ...listing, standing }
      return listing.kind === 'read'
        ? await apply(hands, of, reading, listing)
        : await setBack(hands, reading, setbackOf(listing))
    })
}

/** Only a second look may prove something gone, so only then the link is asked for as well. */
async function isLinkValid(
  { belvo }: Hands,
  { linkId, isSecondLook }: ReadingBegun,
  { signal }: Attempt,
): Promise<boolean> {
  if (!isSecondLook) return false
  const answer = await belvo.readLink(linkId, signal)
  return answer.kind === 'found' && answer.link.status === 'valid'
}

/** Every record of the resource, and whether its link was valid right after. */
interface Read<T> {
  readonly records: readonly T[]
  readonly drift: readonly Drift[]
  readonly linkIsValid: boolean
}

type Short = { readonly kind: 'short_answer'; readonly code: string }

/**
 * An empty or short answer is not news: Belvo gives one before its notice, after `stale_in` and after
 * deletion. It is waited for at first, then reported.
 */
async function listWhole<T extends Employment | Owner>(
  of: ResourceHands<T>,
  { linkId, recordsMin }: ReadingBegun,
  { signal, mayWait }: Attempt,
): Promise<Listing<T> | Short> {
  try {
    const listing = await of.list(linkId, signal)
    if (listing.kind === 'read' && listing.records.length < recordsMin) {
      throw new BelvoNotReady('short_answer')
    }
    return listing
  } catch (error) {
    if (error instanceof BelvoNotReady && !mayWait)
      return { kind: 'short_answer', code: error.code }
    throw error
  }
}

async function apply<T extends Employment | Owner>(
  { db, keyring, timing, events }: Hands,
  of: ResourceHands<T>,
  reading: ReadingBegun,
  { records, drift, linkIsValid }: Read<T>,
): Promise<FetchOutcome> {
  const { linkId, resource, notices } = reading
  const key = await keyring.linkKey(linkId)
  if (!key) throw new Error('link_key_missing')
  const people = await Promise.all(of.cpfsIn(records).map(keyring.blindIndex))
  const answer = { records, drift, linkIsValid, memory: of.memory, key, people }
  const { kind, standing, digest } = await applyReading(db, reading, answer, timing)
  if (kind === 'closed') return { kind, code: standing.status, standing }
  if (kind === 'second_look') return { kind, code: 'unannounced', standing }
  const { ids } = notices
  events.answerDrifted({ linkId, drift })
  events.noticesApplied({
    linkId,
    resource,
    outcome: kind,
    notices: ids.length,
    records: records.length,
  })
  return { kind, records: records.length, digest: digest.toString('hex'), notices: ids, standing }
}

async function setBack(
  { db, keyring, timing, events }: Hands,
  reading: ReadingBegun,
  setback: Setback,
): Promise<FetchOutcome> {
  const { linkId, resource } = reading
  const { kind, code } = setback
  const standing = await recordSetback(db, keyring, reading, setback, timing.dayMs)
  if (kind === 'quarantined') events.answerDrifted({ linkId, drift: setback.drift })
  events.fetchSetBack({ linkId, resource, outcome: kind, code })
  return { kind, code, standing }
}

function setbackOf(answer: Declined | Unreadable | Short): Setback {
  const { kind, code } = answer
  switch (kind) {
    case 'needs_person':
      return { kind, code, reason: answer.reason }
    case 'unreadable':
      return { kind: 'quarantined', code, drift: answer.drift, answer: answer.answer }
    case 'short_answer':
      return { kind, code }
    case 'not_found':
    case 'cooling_down':
      return { kind: 'refused', code, keepsNotices: true }
    case 'refused':
      return { kind, code, keepsNotices: false }
    default:
      throw kind satisfies never
  }
}
