import type { Drift } from '../domain/drift.ts'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { isLive } from '../domain/link-status.ts'
import type { Private } from '../domain/private.ts'
import type { Resource } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Db } from './database.ts'
import { noteDrift } from './drift.ts'
import { appendFacts } from './ledger.ts'
import type { LinkChanges } from './link-progress.ts'
import { advanceLink } from './link-progress.ts'
import { lockLink, standingOf } from './link-row.ts'
import type { Settlement } from './open-notices.ts'
import { settle } from './open-notices.ts'
import { keepAnswer } from './quarantined-answers.ts'
import type { ResourceReading } from './reading-begun.ts'
import { causeOf } from './resource-reading.ts'

export type Setback =
  | {
      readonly kind: 'needs_person'
      readonly code: string
      readonly reason: 'credentials_invalid' | 'token_required'
    }
  | {
      readonly kind: 'quarantined'
      readonly code: string
      readonly drift: readonly Drift[]
      /** Kept sealed; null where it was not taken in. */
      readonly answer: Private<string> | null
    }
  | { readonly kind: 'short_answer'; readonly code: string }
  /** The notices of a link that Belvo does not know wait until we found out whether it is gone. */
  | { readonly kind: 'refused'; readonly code: string; readonly keepsNotices: boolean }

/** Belvo's answer brought no data: the link and its last good state stay, and show why. */
export async function recordSetback(
  db: Db,
  keyring: Keyring,
  reading: ResourceReading,
  setback: Setback,
  dayMs: number,
): Promise<Standing> {
  const { linkId, resource, notices } = reading
  const key = setback.kind === 'quarantined' ? await keyring.linkKey(linkId) : undefined
  return await db.transaction().execute(async (tx) => {
    const { row, at } = await lockLink(tx, linkId)
    if (!isLive(row.status as LinkStatus)) return standingOf(row)
    const changes = setbackColumns(resource, setback, at)
    const { standing, facts } = await advanceLink(tx, row, changes, dayMs)
    const settlement = settlementOf(setback)
    if (settlement) await settle(tx, linkId, notices, settlement)
    if (setback.kind === 'quarantined') {
      const { answer, drift } = setback
      if (answer && key) await keepAnswer(tx, reading, answer, key)
      await noteDrift(tx, drift)
    }
    const { kind, code } = setback
    const failed: LinkFact = { kind: 'FetchFailed', detail: { resource, outcome: kind, code } }
    await appendFacts(tx, linkId, [failed, ...facts], causeOf(reading))
    return standing
  })
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
