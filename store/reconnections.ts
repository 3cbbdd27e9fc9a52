import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Connection } from '../domain/connection.ts'
import { mayConnect } from '../domain/connection.ts'
import type { LinkFact } from '../domain/link-fact.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkStatus } from '../domain/link-status.ts'
import { toConnection } from './connection-row.ts'
import type { Db, Tx } from './database.ts'
import { appendFacts } from './ledger.ts'
import { lockKnownLink } from './link-row.ts'
import type { Decision } from './notice-verbs.ts'
import type { ConnectionTable } from './tables/connections.ts'

export interface ReconnectOrder {
  /** Of the connection, where a new one is needed. */
  readonly id: string
  readonly linkId: LinkId
  readonly by: Decision
  readonly at: Date
  readonly connectableUntil: Date
}

export type ReconnectOutcome =
  | { readonly kind: 'invited' | 'invited_before'; readonly connection: Connection }
  | { readonly kind: 'link_unknown' }
  | { readonly kind: 'person_not_needed'; readonly status: LinkStatus }

/**
 * Invites the person back to a link that needs them, on the terms of the connection that it came
 * from. An invitation that still leads to the widget is handed out again.
 */
export async function beginReconnection(db: Db, order: ReconnectOrder): Promise<ReconnectOutcome> {
  const { linkId, by, at } = order
  return await db.transaction().execute(async (tx): Promise<ReconnectOutcome> => {
    const locked = await lockKnownLink(tx, linkId)
    if (!locked) return { kind: 'link_unknown' }
    const status = locked.row.status as LinkStatus
    if (status !== 'needs_person') return { kind: 'person_not_needed', status }
    const before = await newestReconnection(tx, linkId)
    const stands = before !== undefined && mayConnect(before, at) === 'yes'
    const connection = stands ? before : await insertReconnection(tx, order)
    const detail = { ...by, connectionId: connection.id }
    const fact: LinkFact = { kind: 'ReconnectRequested', detail }
    await appendFacts(tx, linkId, [fact], { activity: 'reconnect', notices: [] })
    return { kind: stands ? 'invited_before' : 'invited', connection }
  })
}

async function newestReconnection(tx: Tx, linkId: LinkId): Promise<Connection | undefined> {
  const row = await tx
    .selectFrom('connections')
    .selectAll()
    .where('reconnects_link_id', '=', linkId)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toConnection(row)
}

async function insertReconnection(
  tx: Tx,
  { id, linkId, by, connectableUntil }: ReconnectOrder,
): Promise<Connection> {
  const { rows } = await sql<Selectable<ConnectionTable>>`
    insert into connections (id, external_id, access_mode, stale_in, credentials_storage,
      return_urls, theme, api_key, request_digest, connectable_until, reconnects_link_id)
    select ${id}, links.external_id,
      coalesce(own.access_mode, case links.access_mode when 'single' then 'single' else 'recurrent' end),
      coalesce(own.stale_in, links.stale_in, '365d'), coalesce(own.credentials_storage, 'store'),
      coalesce(own.return_urls, '{}'), own.theme, ${by.actor},
      sha256(convert_to('reconnect/' || links.link_id, 'utf8')), ${connectableUntil}, links.link_id
    from links left join connections own on own.id = links.connection_id
    where links.link_id = ${linkId}
    returning *`.execute(tx)
  return toConnection(rows[0] as Selectable<ConnectionTable>)
}
