import { sql } from 'kysely'
import { availabilityOf } from '../domain/availability.ts'
import type { Known } from '../domain/known.ts'
import { knownEmployments, knownOwners } from '../domain/known-records.ts'
import type { Resource } from '../domain/resource.ts'
import type { Keyring } from '../vault/keyring.ts'
import type { Tx } from './database.ts'
import { FactsNewerThanCode } from './facts-newer-than-code.ts'
import { knownOf } from './known.ts'
import type { LinkView } from './link-views.ts'

/**
 * What we knew of a link's person at an instant, and how fresh that was then; what was expected next
 * is left out. Throws `FactsNewerThanCode`.
 */
export async function knownThen(
  tx: Tx,
  keyring: Keyring,
  link: LinkView,
  knownAt: Date,
): Promise<{ readonly link: LinkView; readonly known: Known }> {
  const read = await knownOf(tx, keyring, link.linkId, { knownAt })
  if (read.kind !== 'known') {
    throw new FactsNewerThanCode(`${read.factKind} of version ${read.schemaVersion}`)
  }
  const { known } = read
  const { retrievedAt, ...readBy } = await freshnessThen(tx, link.linkId, knownAt)
  const availability = {
    EMPLOYMENTS: availabilityThen(readBy.EMPLOYMENTS, knownEmployments(known)),
    OWNERS: availabilityThen(readBy.OWNERS, knownOwners(known)),
  }
  return { known, link: { ...link, availability, retrievedAt, expectedBy: null } }
}

function availabilityThen(wasRead: boolean, records: readonly object[]) {
  return availabilityOf(wasRead || records.length > 0, records.length > 0)
}

type FreshnessThen = Readonly<Record<Resource, boolean>> & { readonly retrievedAt: Date | null }

/**
 * Where nothing has touched the link since, its clock stands as it did then; else the last answer that
 * taught something tells. Whether an answer without records had come is told by the answers kept, and
 * once these are gone by the link having become current.
 */
async function freshnessThen(tx: Tx, linkId: string, knownAt: Date): Promise<FreshnessThen> {
  const wasRead = (resource: Resource) => sql`
    exists (select from snapshots
      where link_id = links.link_id and resource = ${resource} and kept_at <= ${knownAt})
    or exists (select from ledger
      where link_id = links.link_id and kind = 'LinkCurrent' and known_at <= ${knownAt})`
  const { rows } = await sql<FreshnessThen>`
    select ${wasRead('EMPLOYMENTS')} as "EMPLOYMENTS", ${wasRead('OWNERS')} as "OWNERS",
      case when updated_at <= ${knownAt} then retrieved_at
        else (select max(retrieved_at) from sealed_facts
          where link_id = links.link_id and known_at <= ${knownAt}) end as "retrievedAt"
    from links where link_id = ${linkId}`.execute(tx)
  return rows[0] as FreshnessThen
}
