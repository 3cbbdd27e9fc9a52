import type { LinkId } from '../domain/link-id.ts'
import type { Subject } from '../domain/resource.ts'
import { resources } from '../domain/resource.ts'
import type { Db } from './database.ts'
import { recordWakeUp } from './inbox.ts'
import { appendFacts } from './ledger.ts'
import { lockKnownLink } from './link-row.ts'

export interface RetryRequest {
  readonly linkId: LinkId
  readonly actor: string
  readonly reason: string
  readonly at: Date
  /** What makes two requests of one day the same. */
  readonly occasion: string
}

export type RetryOutcome =
  | { readonly kind: 'recorded' | 'repeated'; readonly noticeIds: readonly string[] }
  | { readonly kind: 'link_unknown' }
  | { readonly kind: 'link_disconnected' }

const subjects: readonly Subject[] = ['LINK', ...resources]

/** Puts everything about a link on the list to be read again, and keeps who wanted that and why. */
export async function recordRetry(db: Db, request: RetryRequest): Promise<RetryOutcome> {
  const { linkId, actor, reason, at, occasion } = request
  return await db.transaction().execute(async (tx): Promise<RetryOutcome> => {
    const link = await lockKnownLink(tx, linkId)
    if (!link) return { kind: 'link_unknown' }
    if (link.row.disconnected_at) return { kind: 'link_disconnected' }
    const wakeUps = []
    for (const subject of subjects) {
      const asked = { source: 'operator', at, linkId, subject, lane: 'person' } as const
      wakeUps.push(await recordWakeUp(tx, { ...asked, actor, occasion }))
    }
    const noticeIds = wakeUps.map(({ inboxId }) => inboxId)
    if (wakeUps.some(({ isNew }) => !isNew)) return { kind: 'repeated', noticeIds }
    const cause = { activity: 'retry', notices: noticeIds.map(Number) }
    await appendFacts(tx, linkId, [{ kind: 'RetryRequested', detail: { actor, reason } }], cause)
    return { kind: 'recorded', noticeIds }
  })
}
