import type { ErasureReceipt } from '../domain/erasure.ts'
import type { Erasure } from '../store/erasures.ts'
import { closeErasure, readErasure } from '../store/erasures.ts'
import type { ErasureActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'

const oneDayMs = 86_400_000

const kept = [
  'that the links were, and what kinds of facts became known when, without their content',
  'the arrival of their notices, without the bodies',
  'the legal grounds (LGPD, articles 8 and 37)',
  'who read the data, by the name of the API key (LGPD, articles 18 and 37)',
]

/** The proof, kept in the keyring's database. It can be issued once. */
export function createIssueReceipt(hands: Hands): ErasureActivities['issueReceipt'] {
  const { db, tombstones, events } = hands
  return ({ erasureId }) =>
    attempting(events, async () => {
      const erasure = await readErasure(db, erasureId)
      const receipt = receiptOf(erasure, hands.backupDays)
      await tombstones.issueReceipt(erasureId, JSON.stringify(receipt))
      await closeErasure(db, erasure)
      events.erasureReceiptIssued({ erasureId, links: receipt.links.length })
    })
}

function receiptOf(erasure: Erasure, backupDays: number): ErasureReceipt {
  const { gone_at_belvo, destroyed } = erasure.doneAt
  if (!gone_at_belvo || !destroyed) throw new Error('receipt_before_its_time')
  const backupsEndAt = new Date(destroyed.getTime() + backupDays * oneDayMs)
  return {
    erasure: erasure.id,
    requestedAt: erasure.requestedAt.toISOString(),
    requestedBy: erasure.requestedBy,
    reason: erasure.reason,
    links: erasure.links,
    goneAtBelvoAt: gone_at_belvo.toISOString(),
    destroyedAt: destroyed.toISOString(),
    destroyed: erasure.destroyed ?? {},
    backupsReadableUntil: backupsEndAt.toISOString(),
    kept,
  }
}
