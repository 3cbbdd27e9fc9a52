import type { ConnectionState } from '../domain/connection.ts'
import type { Tx } from './database.ts'
import type { RecordedGround } from './legal-grounds.ts'
import { groundsOfConnection } from './legal-grounds.ts'

/** A try to connect a person that led to no link, or has not yet. */
export interface LooseConnection {
  readonly id: string
  readonly state: ConnectionState
  readonly startedAt: Date
  readonly grounds: readonly RecordedGround[]
}

/** Those of a person, but for what is being forgotten. */
export async function looseConnectionsOf(tx: Tx, externalId: string): Promise<LooseConnection[]> {
  const rows = await tx
    .selectFrom('connections')
    .select(['id', 'state', 'started_at'])
    .where('external_id', '=', externalId)
    .where('link_id', 'is', null)
    .where('reconnects_link_id', 'is', null)
    .where('erasure_id', 'is', null)
    .orderBy('started_at')
    .execute()
  const connections: LooseConnection[] = []
  for (const { id, state, started_at: startedAt } of rows) {
    connections.push({ id, state, startedAt, grounds: await groundsOfConnection(tx, id) })
  }
  return connections
}
