import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Resource } from '../domain/resource.ts'
import type { Tx } from './database.ts'

const tables = { EMPLOYMENTS: 'employments', OWNERS: 'owners' } as const

/**
 * Writes down that Belvo showed these records again, and when it got them from INSS: it moves with
 * every refresh and is no fact. An older instant never wins.
 */
export async function recordSightings(
  tx: Tx,
  linkId: LinkId,
  resource: Resource,
  records: readonly { readonly belvoId: string; readonly collectedAt: Date | null }[],
  readStartedAt: string,
): Promise<void> {
  await sql`
    update ${sql.table(tables[resource])} as held
    set collected_at = greatest(collected_at, "collectedAt"), last_read_at = ${readStartedAt}
    from json_to_recordset(${JSON.stringify(
      records.map(({ belvoId, collectedAt }) => ({ belvoId, collectedAt })),
    )}) as seen("belvoId" uuid, "collectedAt" timestamptz)
    where link_id = ${linkId} and belvo_id = "belvoId"`.execute(tx)
}

/** When Belvo last got each record of a link from INSS, by our id of it. */
export async function lastSightings(tx: Tx, linkId: LinkId): Promise<Map<string, Date>> {
  const { rows } = await sql<{ id: string; collectedAt: Date }>`
    select id, collected_at as "collectedAt" from employments
    where link_id = ${linkId} and collected_at is not null
    union all
    select id, collected_at from owners
    where link_id = ${linkId} and collected_at is not null`.execute(tx)
  return new Map(rows.map(({ id, collectedAt }) => [id, collectedAt]))
}
