import type { Selectable } from 'kysely'
import type { Connection } from '../domain/connection.ts'
import type { ExternalId } from '../domain/external-id.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { ConnectionTable } from './tables/connections.ts'

export function toConnection(row: Selectable<ConnectionTable>): Connection {
  const reconnects = row.reconnects_link_id as LinkId | null
  return {
    id: row.id,
    externalId: row.external_id as ExternalId | null,
    reconnects,
    accessMode: row.access_mode,
    staleIn: row.stale_in,
    credentialsStorage: row.credentials_storage,
    returnUrls: row.return_urls,
    theme: row.theme,
    state: row.state,
    linkId: row.state === 'connected' && reconnects ? reconnects : (row.link_id as LinkId | null),
    lastErrorCode: row.last_error_code,
    startedAt: row.started_at,
    returnedAt: row.returned_at,
    connectedAt: row.connected_at,
    connectableUntil: row.connectable_until,
  }
}
