import { sql } from 'kysely'
import type { LegalGround } from '../domain/legal-ground.ts'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkReason, LinkStatus } from '../domain/link-status.ts'
import { isLive } from '../domain/link-status.ts'
import type { Subject } from '../domain/resource.ts'
import { resources } from '../domain/resource.ts'
import type { Db, Tx } from './database.ts'
import { hasGround } from './groundless-links.ts'
import { wakeReleased } from './held-links.ts'
import { recordWakeUp } from './inbox.ts'
import { appendFacts } from './ledger.ts'
import { groundColumns, recordLegalGround } from './legal-grounds.ts'
import { advanceLink, endLink } from './link-progress.ts'
import type { LinkRow } from './link-row.ts'
import { lockKnownLink } from './link-row.ts'
import type { Decision } from './notice-verbs.ts'

interface GroundOrder {
  readonly linkId: LinkId
  readonly actor: string
  readonly at: Date
  /** What makes two wake-ups of one day the same. */
  readonly occasion: string
  readonly dayMs: number
}

/** Records a legal ground for a link. One that had none, or none any more, is read anew at once. */
export async function recordGround(
  db: Db,
  { ground, ...order }: GroundOrder & { readonly ground: LegalGround },
): Promise<'recorded' | 'link_unknown'> {
  return await db.transaction().execute(async (tx) => {
    const locked = await lockKnownLink(tx, order.linkId)
    if (!locked) return 'link_unknown'
    const { row, at } = locked
    const { actor } = order
    const id = await recordLegalGround(tx, { linkId: order.linkId }, ground, actor)
    const facts = await writeGround(tx, row, order)
    if (!hasGround(row, at) && row.disconnected_at === null) {
      await wakeReleased(tx, order.linkId)
      await wake(tx, ['LINK', ...resources], order)
    }
    const detail = { actor, basis: ground.basis, ground: id }
    await appendFacts(tx, order.linkId, [{ kind: 'GroundRecorded', detail }, ...facts], cause)
    return 'recorded'
  })
}

export type WithdrawOutcome = {
  readonly kind: 'withdrawn' | 'withdrawn_before' | 'ground_missing' | 'link_unknown'
}

/**
 * Ends all grounds of a link: from the commit on its data is closed, and its run, woken by this,
 * disconnects it at Belvo.
 */
export async function withdrawGrounds(
  db: Db,
  { reason, ...order }: GroundOrder & Decision,
): Promise<WithdrawOutcome> {
  return await db.transaction().execute(async (tx): Promise<WithdrawOutcome> => {
    const locked = await lockKnownLink(tx, order.linkId)
    if (!locked) return { kind: 'link_unknown' }
    const { row } = locked
    const { actor } = order
    if (!(await endStanding(tx, row, { actor, reason }))) {
      return { kind: row.ground === 'missing' ? 'ground_missing' : 'withdrawn_before' }
    }
    const facts = await writeGround(tx, row, order)
    if (row.disconnected_at === null) await wake(tx, ['LINK'], order)
    const withdrawn: LinkFact = { kind: 'GroundWithdrawn', detail: { actor, reason } }
    await appendFacts(tx, order.linkId, [withdrawn, ...facts], cause)
    return { kind: 'withdrawn' }
  })
}

const cause = { activity: 'grounds', notices: [] }

async function endStanding(tx: Tx, row: LinkRow, { actor, reason }: Decision): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into ground_withdrawals (ground_id, withdrawn_by, reason)
    select id, ${actor}, ${reason} from legal_grounds
    where link_id = ${row.link_id} or connection_id = ${row.connection_id}
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

async function writeGround(
  tx: Tx,
  row: LinkRow,
  { linkId, dayMs }: GroundOrder,
): Promise<readonly LinkFact[]> {
  const ground = await groundColumns(tx, { linkId, connectionId: row.connection_id })
  const status = row.status as LinkStatus
  if (isLive(status)) return (await advanceLink(tx, row, ground, dayMs)).facts
  await endLink(tx, row, { ...ground, status, reason: row.reason as LinkReason | null })
  return []
}

async function wake(
  tx: Tx,
  subjects: readonly Subject[],
  { linkId, actor, at, occasion }: GroundOrder,
): Promise<void> {
  for (const subject of subjects) {
    const asked = { source: 'operator', lane: 'person', linkId, subject, actor, at } as const
    await recordWakeUp(tx, { ...asked, occasion })
  }
}
