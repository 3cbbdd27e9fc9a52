import { sql } from 'kysely'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { isLive, liveStatuses } from '../domain/link-status.ts'
import type { Resource } from '../domain/resource.ts'
import type { Db, Tx } from './database.ts'
import { recordWakeUp } from './inbox.ts'
import { appendFacts } from './ledger.ts'
import type { LinkChanges } from './link-progress.ts'
import { advanceLink } from './link-progress.ts'
import type { LinkRow } from './link-row.ts'
import { lockKnownLink } from './link-row.ts'
import type { Decision } from './notice-verbs.ts'
import { dismiss } from './notice-verbs.ts'
import { forgetAnswer } from './quarantined-answers.ts'
import { reopen } from './reopened-notices.ts'

/** An answer of Belvo's that could not be used: the link's last good state stays meanwhile. */
export interface QuarantinedAnswer {
  readonly linkId: LinkId
  readonly resource: Resource
  /** What could not be read, such as `employment.salaries.month`; never a value. */
  readonly place: string
  readonly readAt: Date
  /** Whether the answer is kept, sealed. */
  readonly isKept: boolean
  /** How many notices wait for an answer that can be used. */
  readonly notices: number
}

/** Where a page of the quarantine ended. */
export interface QuarantinePosition {
  readonly linkId: string
  readonly resource: Resource
}

export async function listQuarantine(
  db: Db,
  { after, limit }: { after?: QuarantinePosition | undefined; limit: number },
): Promise<{ answers: QuarantinedAnswer[]; next: QuarantinePosition | null }> {
  const { rows } = await sql<QuarantinedAnswer>`
    select link_id as "linkId", resource, failed.place, failed.known_at as "readAt",
      (select count(*)::integer from inbox where inbox.link_id = links.link_id
        and inbox.subject = resource and inbox.state = 'quarantined') as notices,
      exists (select from quarantined_answers as kept where kept.link_id = links.link_id
        and kept.resource = read.resource) as "isKept"
    from links
    cross join lateral (
      values ('EMPLOYMENTS', employments_trouble), ('OWNERS', owners_trouble)
    ) as read (resource, its_trouble)
    cross join lateral (
      select detail ->> 'code' as place, known_at from ledger
      where ledger.link_id = links.link_id and kind = 'FetchFailed'
        and detail ->> 'resource' = resource and detail ->> 'outcome' = 'quarantined'
      order by position desc limit 1
    ) as failed
    where its_trouble = 'answer_quarantined' and status = any(${liveStatuses})
      ${after ? sql`and (link_id, resource) > (${after.linkId}::uuid, ${after.resource})` : sql``}
    order by link_id, resource
    limit ${limit + 1}`.execute(db)
  const answers = rows.slice(0, limit)
  const last = answers.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return { answers, next: isMore ? { linkId: last.linkId, resource: last.resource } : null }
}

export interface QuarantineOrder {
  readonly linkId: LinkId
  readonly resource: Resource
  readonly by: Decision
  readonly at: Date
  /** What makes two wake-ups of one day the same. */
  readonly occasion: string
}

export type QuarantineOutcome = { readonly kind: 'done' | 'link_unknown' | 'not_quarantined' }

/** Has Belvo's answer read again: by its own notices, or by a wake-up where none waits. */
export async function acceptQuarantined(
  db: Db,
  order: QuarantineOrder,
): Promise<QuarantineOutcome> {
  return await onQuarantined(db, order, 'QuarantineAccepted', async (tx) => {
    const { linkId, resource, by, at, occasion } = order
    const reopened = await reopen(tx, { states: ['quarantined'], linkId, subject: resource })
    if (reopened.length === 0) {
      const asked = { source: 'operator', at, linkId, subject: resource, lane: 'person' } as const
      await recordWakeUp(tx, { ...asked, actor: by.actor, occasion })
    }
    return []
  })
}

/**
 * Gives the answer up: its notices are dismissed, and the link stands as if it had not come. The link
 * is looked at once more, so that its workflow learns where it stands.
 */
export async function discardQuarantined(
  db: Db,
  order: QuarantineOrder,
  dayMs: number,
): Promise<QuarantineOutcome> {
  return await onQuarantined(db, order, 'QuarantineDiscarded', async (tx, row) => {
    const { linkId, resource, by, at, occasion } = order
    const { facts } = await advanceLink(tx, row, withoutTrouble[resource], dayMs)
    await dismiss(tx, { states: ['quarantined'], linkId, subject: resource }, by)
    await forgetAnswer(tx, linkId, resource)
    const look = { source: 'operator', at, linkId, subject: 'LINK', lane: 'person' } as const
    await recordWakeUp(tx, { ...look, actor: by.actor, occasion })
    return facts
  })
}

const withoutTrouble: Readonly<Record<Resource, LinkChanges>> = {
  EMPLOYMENTS: { employments_trouble: null },
  OWNERS: { owners_trouble: null },
}

async function onQuarantined(
  db: Db,
  { linkId, resource, by }: QuarantineOrder,
  kind: 'QuarantineAccepted' | 'QuarantineDiscarded',
  act: (tx: Tx, row: LinkRow) => Promise<readonly LinkFact[]>,
): Promise<QuarantineOutcome> {
  return await db.transaction().execute(async (tx): Promise<QuarantineOutcome> => {
    const locked = await lockKnownLink(tx, linkId)
    if (!locked) return { kind: 'link_unknown' }
    const { row } = locked
    const trouble = resource === 'EMPLOYMENTS' ? row.employments_trouble : row.owners_trouble
    const isHere = trouble === 'answer_quarantined' && isLive(row.status as LinkStatus)
    if (!isHere) return { kind: 'not_quarantined' }
    const facts = await act(tx, row)
    const fact: LinkFact = { kind, detail: { resource, ...by } }
    await appendFacts(tx, linkId, [fact, ...facts], { activity: 'quarantine', notices: [] })
    return { kind: 'done' }
  })
}
