import { sql } from 'kysely'
import type { Cause, LinkFact } from '../domain/link-fact.ts'
import type { Tx } from './database.ts'

// One number for all ledgers, held until the commit: positions are in commit order, so that a
// reader's cursor is one number and never passes a row that commits later.
export const appendLock = sql`select pg_advisory_xact_lock(hashtext('vinculo ledger'))`

/** Appends facts about one link. The last statement of a transaction; without facts it takes no lock. */
export async function appendFacts(
  tx: Tx,
  linkId: string,
  facts: readonly LinkFact[],
  cause: Cause,
): Promise<void> {
  if (facts.length === 0) return
  await appendLock.execute(tx)
  await tx
    .insertInto('ledger')
    .values(
      facts.map(({ kind, detail }) => ({
        link_id: linkId,
        kind,
        cause: JSON.stringify(cause),
        detail: JSON.stringify(detail),
      })),
    )
    .execute()
}

/** Appends the same fact to each of many links, with the notices that it is about there. */
export async function appendToEach(
  tx: Tx,
  links: readonly { readonly linkId: string; readonly notices: readonly number[] }[],
  { kind, detail }: LinkFact,
  activity: string,
): Promise<void> {
  if (links.length === 0) return
  await appendLock.execute(tx)
  await sql`
    insert into ledger (link_id, kind, cause, detail)
    select "linkId", ${kind}, jsonb_build_object('activity', ${activity}::text, 'notices', notices),
      ${JSON.stringify(detail)}
    from jsonb_to_recordset(${JSON.stringify(links)}) as concerned("linkId" uuid, notices jsonb)`.execute(
    tx,
  )
}
