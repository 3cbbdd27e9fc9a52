import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { isLive } from '../domain/link-status.ts'
import type { Resource } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import type { Db } from './database.ts'
import { appendFacts } from './ledger.ts'
import type { LinkChanges } from './link-progress.ts'
import { advanceLink } from './link-progress.ts'
import { lockLink, standingOf } from './link-row.ts'
import type { Settlement } from './open-notices.ts'
import { settle } from './open-notices.ts'
import type { ResourceReading } from './resource-reading.ts'
import { causeOf } from './resource-reading.ts'

export type Setback =
  | {
      readonly kind: 'needs_person'
      readonly code: string
      readonly reason: 'credentials_invalid' | 'token_required'
    }
  | { readonly kind: 'quarantined' | 'short_answer'; readonly code: string }
  /** The notices of a link that Belvo does not know wait until we found out whether it is gone. */
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
