import type { Declined } from '../belvo/errors.ts'
import type { Unreadable } from '../belvo/send.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkReport } from '../domain/link-report.ts'
import type { GroundEnd } from '../store/groundless-links.ts'
import { groundEndOf } from '../store/groundless-links.ts'
import { awaitRelease } from '../store/held-links.ts'
import type { Hold } from '../store/holds.ts'
import type { LinkReading, ReadingApplied } from '../store/link-reading.ts'
import {
  recordLinkFound,
  recordLinkMissing,
  recordLinkNeedsPerson,
  recordLinkTrouble,
} from '../store/link-reading.ts'
import { openLink } from '../store/link-row.ts'
import { selectOpenNotices } from '../store/open-notices.ts'
import type { LinkActivities, ReadLinkOutcome } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import { disconnectLink } from './disconnect-link.ts'
import type { Hands } from './hands.ts'
import { unlessHeld } from './unless-held.ts'

const collectAttemptsMax = 3

/**
 * Asks Belvo for the link itself; its answer opens, moves or ends the link's life here. One whose last
 * legal ground has ended is deleted at Belvo instead.
 */
export function createReadLink(hands: Hands): LinkActivities['readLink'] {
  return ({ linkId }) =>
    attempting(hands.events, async ({ signal }) => {
      await openLink(hands.db, linkId)
      const ended = await groundEndOf(hands.db, linkId)
      if (ended) return await withoutGround(hands, { linkId, ended }, signal)
      const notices = await selectOpenNotices(hands.db, linkId, 'LINK')
      const { db, belvo } = hands
      const answer = await unlessHeld(db, linkId, () => belvo.readLink(linkId, signal))
      if (answer.kind === 'held') return answer
      const drift = 'drift' in answer ? answer.drift : []
      hands.events.answerDrifted({ linkId, drift })
      return answer.kind === 'found'
        ? await found(hands, { linkId, notices, drift }, answer.link)
        : await notFound(hands, { linkId, notices, drift }, answer)
    })
}

async function withoutGround(
  hands: Hands,
  { linkId, ended }: { linkId: LinkId; ended: GroundEnd },
  signal: AbortSignal,
): Promise<ReadLinkOutcome> {
  const order = { linkId, actor: 'vinculo', reason: `ground_${ended}` }
  const outcome = await disconnectLink(hands, order, signal)
  switch (outcome.kind) {
    case 'closed':
      return { kind: 'ended', standing: outcome.standing }
    case 'refused':
      return { ...outcome, againAfterMs: hands.timing.collectAgainAfterMs }
    case 'held':
      return outcome
    default:
      return outcome satisfies never
  }
}

async function found(
  hands: Hands,
  reading: LinkReading,
  report: LinkReport,
): Promise<ReadLinkOutcome> {
  const { db, keyring, institutions, timing } = hands
  if (institutions.includes(report.institution)) await keyring.createLinkKey(reading.linkId)
  const rules = { institutions, ...timing }
  return outcomeOf(hands, reading, await recordLinkFound(db, reading, report, rules))
}

async function notFound(
  hands: Hands,
  reading: LinkReading,
  answer: Declined | Unreadable,
): Promise<ReadLinkOutcome> {
  const { db, timing } = hands
  const { dayMs } = timing
  switch (answer.kind) {
    case 'not_found': {
      const recorded = await recordLinkMissing(db, reading, timing)
      if (recorded.kind === 'missing') return recorded
      if (recorded.kind === 'held') return await heldBack(hands, reading, recorded)
      return outcomeOf(hands, reading, recorded)
    }
    case 'needs_person': {
      const recorded = await recordLinkNeedsPerson(db, reading, answer.reason, dayMs)
      if (recorded.kind !== 'never_ours') return outcomeOf(hands, reading, recorded)
      return await refused(hands, reading, 'belvo_refused', answer.code)
    }
    case 'unreadable':
      return await refused(hands, reading, 'answer_quarantined', answer.code)
    case 'cooling_down':
    case 'refused':
      return await refused(hands, reading, 'belvo_refused', answer.code)
    default:
      throw answer satisfies never
  }
}

function outcomeOf(
  { events, timing }: Hands,
  { linkId }: LinkReading,
  applied: ReadingApplied,
): ReadLinkOutcome {
  const { status, reason } = applied.standing
  events.linkRead({ linkId, status, reason })
  if (applied.kind === 'ended') return { kind: 'ended', standing: applied.standing }
  for (const connectionId of applied.refusedClaims) events.linkMismatch({ linkId, connectionId })
  if (applied.missedNotices > 0) events.noticesMissed({ linkId, resources: applied.missedNotices })
  const { standing, institution, externalId } = applied
  const { collectWithinMs, collectAgainAfterMs } = timing
  return {
    kind: 'ours',
    standing,
    policy: { collectWithinMs, collectAgainAfterMs, collectAttemptsMax },
    about: { institution, externalId },
  }
}

async function heldBack(
  { db, events }: Hands,
  { linkId }: LinkReading,
  { hold, isNew }: { hold: Hold; isNew: boolean },
): Promise<ReadLinkOutcome> {
  if (isNew) events.everythingHeld({ cause: hold.cause })
  await awaitRelease(db, linkId)
  const { since, by, reason } = hold
  return { kind: 'held', held: { sinceMs: since.getTime(), by, reason } }
}

async function refused(
  { db, timing, events }: Hands,
  reading: LinkReading,
  trouble: 'belvo_refused' | 'answer_quarantined',
  code: string,
): Promise<ReadLinkOutcome> {
  await recordLinkTrouble(db, reading, trouble, timing.dayMs)
  events.belvoRefused({ linkId: reading.linkId, what: 'LINK', code })
  return { kind: 'refused', code, againAfterMs: timing.collectAgainAfterMs }
}
