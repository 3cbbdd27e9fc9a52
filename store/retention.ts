import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Db } from './database.ts'
import { beginForgetting, insertErasure } from './erasure-requests.ts'
import { isHeld } from './held-links.ts'
import type { LinkRow } from './link-row.ts'
import type { RetentionTerms } from './past-days.ts'
import { pastDays } from './past-days.ts'

/** Deletes at most `max` rows of one class that are past their days; answers how many there were. */
export async function deletePastDays(
  db: Db,
  rows: 'snapshots' | 'quarantined_answers' | 'access',
  terms: RetentionTerms,
  max: number,
): Promise<number> {
  const { table, isDue } = pastDays(terms)[rows]
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)}
    where ctid in (select ctid from ${sql.table(table)} where ${isDue} limit ${max})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** The same for connections that came to nothing, with their legal grounds. */
export async function deleteOldConnections(
  db: Db,
  terms: RetentionTerms,
  max: number,
): Promise<number> {
  const { isDue } = pastDays(terms).connections
  return await db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select id from connections where ${isDue} limit ${max} for update`.execute(tx)
    const ids = sql`${rows.map(({ id }) => id)}::uuid[]`
    const grounds = sql`(select id from legal_grounds where connection_id = any(${ids}))`
    await sql`delete from ground_withdrawals where ground_id in ${grounds}`.execute(tx)
    await sql`delete from legal_grounds where connection_id = any(${ids})`.execute(tx)
    await sql`delete from connections where id = any(${ids})`.execute(tx)
    return rows.length
  })
}

/**
 * Begins to forget at most `max` of the links whose life ended long enough ago; answers the erasures.
 * A link that lives again is none of them: its row is locked, and looked at under the lock.
 */
export async function eraseClosedLinks(
  db: Db,
  terms: RetentionTerms,
  { max, newId }: { max: number; newId: () => string },
): Promise<string[]> {
  const { isDue } = pastDays(terms).closed_links
  return await db.transaction().execute(async (tx) => {
    const { rows } = await sql<LinkRow>`
      select * from links where ${isDue}
      order by link_id limit ${max} for update skip locked`.execute(tx)
    const erasures: string[] = []
    for (const row of rows) {
      const id = newId()
      await insertErasure(tx, { id, actor: 'vinculo', reason: 'retention' })
      await beginForgetting(tx, { row, at: terms.at }, id)
      erasures.push(id)
    }
    return erasures
  })
}

/** The stale link after `after` that Belvo has held for long enough; held ones wait for their release. */
export async function nextStaleAtBelvo(
  db: Db,
  terms: RetentionTerms,
  after: LinkId | undefined,
): Promise<LinkId | undefined> {
  const { rows } = await sql<{ link_id: LinkId }>`
    select link_id from links
    where ${pastDays(terms).stale_at_belvo.isDue} and not ${isHeld(sql`link_id`)}
      ${after ? sql`and link_id > ${after}` : sql``}
    order by link_id limit 1`.execute(db)
  return rows[0]?.link_id
}
