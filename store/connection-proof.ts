import { sql } from 'kysely'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkReport } from '../domain/link-report.ts'
import type { Tx } from './database.ts'
import type { LinkRow } from './link-row.ts'

export interface Proof {
  /** The connection that the link proves to belong to, where it was not bound before. */
  readonly bound: { readonly connectionId: string; readonly externalId: string } | null
  /** The connections that claimed the link and are not its own. */
  readonly refusedClaims: readonly string[]
  readonly facts: readonly LinkFact[]
}

/**
 * Binds a link of ours to the connection that it came from. The redirect only claims a link; proof is
 * Belvo's own report: the connection's external id (or none, where Belvo took it for personal data,
 * and a redirect claims the link), and a link created after the connection began.
 */
export async function bindConnection(tx: Tx, link: LinkRow, report: LinkReport): Promise<Proof> {
  const bound = link.connection_id === null ? await bindProven(tx, report) : undefined
  const externalId = report.externalId ?? bound?.externalId ?? link.external_id
  const refusedClaims = await refuseOtherClaims(tx, { ...report, externalId })
  return {
    bound: bound ?? null,
    refusedClaims,
    facts: [
      ...(bound ? [fact('LinkBound', bound.connectionId)] : []),
      ...refusedClaims.map((connectionId) => fact('ClaimRefused', connectionId)),
    ],
  }
}

/** The person is back: what asked them back has led to its end, whether or not the redirect came. */
export async function confirmReconnections(tx: Tx, linkId: string): Promise<void> {
  await tx
    .updateTable('connections')
    .set({ state: 'connected', connected_at: sql`clock_timestamp()`, last_error_code: null })
    .where('reconnects_link_id', '=', linkId)
    .where('state', 'in', ['started', 'returned'])
    .execute()
}

/** A link that turned out not to be ours proves nothing to those who claim it. */
export async function refuseAllClaims(tx: Tx, linkId: string, code: string): Promise<void> {
  await tx
    .updateTable('connections')
    .set({ state: 'failed', last_error_code: code })
    .where('claimed_link_id', '=', linkId)
    .where('state', '=', 'returned')
    .execute()
}

const fact = (kind: 'LinkBound' | 'ClaimRefused', connectionId: string): LinkFact => ({
  kind,
  detail: { connectionId },
})

// Belvo's clock and ours may be apart.
const beganBefore = (createdAt: Date | null) =>
  sql<boolean>`coalesce(started_at <= ${createdAt}::timestamptz + interval '1 minute', false)`

async function bindProven(tx: Tx, { linkId, externalId, createdAt }: LinkReport) {
  const claimed = sql<boolean>`coalesce(claimed_link_id = ${linkId}, false)`
  const proven = tx
    .selectFrom('connections')
    .select('id')
    .where('link_id', 'is', null)
    .where('erasure_id', 'is', null)
    .where('reconnects_link_id', 'is', null)
    .where(beganBefore(createdAt))
    .where((is) => (externalId === null ? claimed : is('external_id', '=', externalId)))
    .orderBy(claimed, 'desc')
    .orderBy('started_at', 'desc')
    .limit(1)
    .forUpdate()
  return await tx
    .updateTable('connections')
    .set({
      link_id: linkId,
      state: 'connected',
      connected_at: sql`clock_timestamp()`,
      last_error_code: null,
    })
    .where('id', 'in', proven)
    .returning(['id as connectionId', sql<string>`external_id`.as('externalId')])
    .executeTakeFirst()
}

async function refuseOtherClaims(tx: Tx, { linkId, externalId, createdAt }: LinkReport) {
  const samePerson = sql<boolean>`external_id is not distinct from ${externalId}`
  const refused = await tx
    .updateTable('connections')
    .set({ state: 'failed', last_error_code: 'link_mismatch' })
    .where('claimed_link_id', '=', linkId)
    .where('reconnects_link_id', 'is', null)
    .where('state', '=', 'returned')
    .where((is) => is.not(is.and([samePerson, beganBefore(createdAt)])))
    .returning('id')
    .execute()
  return refused.map(({ id }) => id)
}
