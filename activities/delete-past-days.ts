import { dropOldMonths } from '../store/inbox-retention.ts'
import { deleteOldConnections, deletePastDays } from '../store/retention.ts'
import type { RetentionActivities } from '../workflows/ports.ts'
import { attempting } from './attempt.ts'
import type { Hands } from './hands.ts'
import { retentionTerms } from './retention-terms.ts'

const rowsAtOnceMax = 5_000

/** Deletes in batches that are whole each: killed in their midst, the next attempt goes on. */
export function createDeletePastDays(hands: Hands): RetentionActivities['deletePastDays'] {
  return () =>
    attempting(hands.events, async ({ signal }) => {
      const { db, keyring, events } = hands
      const terms = retentionTerms(hands)
      const untilNoneIsLeft = (batch: (max: number) => Promise<number>) => repeat(batch, signal)
      const deleted = {
        inboxMonths: (await dropOldMonths(db, keyring, terms)).length,
        connections: await untilNoneIsLeft((max) => deleteOldConnections(db, terms, max)),
        snapshots: await untilNoneIsLeft((max) => deletePastDays(db, 'snapshots', terms, max)),
        access: await untilNoneIsLeft((max) => deletePastDays(db, 'access', terms, max)),
      }
      events.pastDaysDeleted(deleted)
      return deleted
    })
}

async function repeat(
  batch: (max: number) => Promise<number>,
  signal: AbortSignal,
): Promise<number> {
  for (let total = 0; ; ) {
    signal.throwIfAborted()
    const rows = await batch(rowsAtOnceMax)
    total += rows
    if (rows < rowsAtOnceMax) return total
  }
}
