import { sql } from 'kysely'
import type { Db } from './database.ts'
import { isHeld } from './held-links.ts'
import { appendToEach } from './ledger.ts'

const fact = { kind: 'RefreshOverdue', detail: { intervals: 2 } } as const

/**
 * Writes down, once for each silence, that Belvo has retrieved nothing about a link for two intervals
 * of its refresh; `advanceLink` ends it. The link is sought at once, so that its run learns of it.
 * Left alone: links that are held, or wait for their person or their first data. Safe to run by
 * several at once.
 * @returns how many there were
 */
export async function noteOverdueRefreshes(db: Db, linksMax: number): Promise<number> {
  return await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ linkId: string; notices: number[] }>`
      with overdue as (
        select link_id from links
        where status = 'current' and refresh_overdue_since is null
          and expected_by <= now() and expected_by + (expected_by - retrieved_at) <= now()
          and not ${isHeld(sql`links.link_id`)}
        order by expected_by
        limit ${linksMax}
        for update skip locked
      )
      update links
      set refresh_overdue_since = now(), reason = coalesce(reason, 'refresh_overdue'),
        seek_again_at = null, revision = revision + 1, updated_at = clock_timestamp()
      where link_id in (select link_id from overdue)
      returning link_id as "linkId", array[]::integer[] as notices`.execute(tx)
    await appendToEach(tx, rows, fact, 'wakeSilentLinks')
    return rows.length
  })
}
