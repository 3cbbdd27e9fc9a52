import type { Connection } from '../domain/connection.ts'
import type { ExternalId } from '../domain/external-id.ts'
import type { LegalGround } from '../domain/legal-ground.ts'
import { toConnection } from './connection-row.ts'
import type { Db, Tx } from './database.ts'
import { recordLegalGround } from './legal-grounds.ts'
import type { OpenLink } from './open-link.ts'
import { openLinkOf } from './open-link.ts'

export interface ConnectionOrder
  extends Pick<
    Connection,
    | 'id'
    | 'accessMode'
    | 'staleIn'
    | 'credentialsStorage'
    | 'returnUrls'
    | 'theme'
    | 'connectableUntil'
  > {
  readonly externalId: ExternalId
  readonly ground: LegalGround
  /** The blind index of the CPF that the link must be of; null: nobody in particular is expected. */
  readonly expectedPerson: Buffer | null
  /** The name of the key that asked. */
  readonly apiKey: string
  readonly idempotencyKey: string | null
  /** SHA-256 of what was asked: tells a repeated request from another one under the same key. */
  readonly requestDigest: Buffer
}

export type Beginning =
  | { readonly kind: 'begun'; readonly connection: Connection }
  /** The same request under the same idempotency key: nothing new was written. */
  | { readonly kind: 'repeated'; readonly connection: Connection }
  | { readonly kind: 'key_reused' }
  | ({ readonly kind: 'already_connected' } & OpenLink)

/** Begins a connection together with the legal ground that it stands on. */
export async function beginConnection(db: Db, order: ConnectionOrder): Promise<Beginning> {
  return await db.transaction().execute(async (tx): Promise<Beginning> => {
    const link = await openLinkOf(tx, order.externalId)
    if (link) return { kind: 'already_connected', ...link }
    const begun = await insertConnection(tx, order)
    if (!begun) return await recallConnection(tx, order)
    await recordLegalGround(tx, { connectionId: begun.id }, order.ground, order.apiKey)
    return { kind: 'begun', connection: begun }
  })
}

export async function findConnection(db: Db, id: string): Promise<Connection | undefined> {
  const row = await db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toConnection(row)
}

/** Undefined when this key already began one under the same idempotency key. */
async function insertConnection(tx: Tx, order: ConnectionOrder): Promise<Connection | undefined> {
  const row = await tx
    .insertInto('connections')
    .values({
      id: order.id,
      external_id: order.externalId,
      access_mode: order.accessMode,
      stale_in: order.staleIn,
      credentials_storage: order.credentialsStorage,
      return_urls: JSON.stringify(order.returnUrls),
      theme: order.theme && JSON.stringify(order.theme),
      api_key: order.apiKey,
      idempotency_key: order.idempotencyKey,
      request_digest: order.requestDigest,
      connectable_until: order.connectableUntil,
      expected_person: order.expectedPerson,
    })
    .onConflict((conflict) => conflict.columns(['api_key', 'idempotency_key']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && toConnection(row)
}

async function recallConnection(tx: Tx, order: ConnectionOrder): Promise<Beginning> {
  const row = await tx
    .selectFrom('connections')
    .selectAll()
    .where('api_key', '=', order.apiKey)
    .where('idempotency_key', '=', order.idempotencyKey)
    .executeTakeFirstOrThrow()
  return row.request_digest.equals(order.requestDigest)
    ? { kind: 'repeated', connection: toConnection(row) }
    : { kind: 'key_reused' }
}
