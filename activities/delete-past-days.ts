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
      const all = (batch: (max: number) => Promise<number>) => repeat(batch, signal)
      const rowsOf = (table: Parameters<typeof deletePastDays>[1]) =>
        all((max) => deletePastDays(db, table, terms, max))
      const deleted = {
        inboxMonths: (await dropOldMonths(db, keyring, terms)).length,
        connections: await all((max) => deleteOldConnections(db, terms, max)),
        snapshots: await rowsOf('snapshots'),
        quarantinedAnswers: await rowsOf('quarantined_answers'),
        access: await rowsOf('access'),
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
