import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { OpenMasterKeys } from './master-keys.ts'
import type { DataKey } from './sealed.ts'
import { seal, unseal } from './sealed.ts'

/** A table of data keys, and its column that says whose key a row is. */
export interface KeyTable {
  readonly table: string
  readonly owner: string
}

export const linkKeys: KeyTable = { table: 'link_keys', owner: 'link_id' }
export const doorKeys: KeyTable = { table: 'door_keys', owner: 'month' }
export const indexKeys: KeyTable = { table: 'index_keys', owner: 'index_name' }
export const keyTables: readonly KeyTable[] = [linkKeys, doorKeys, indexKeys]

export interface WrappedKey {
  readonly ownerId: string
  readonly keyId: string
  readonly masterKeyId: string
  readonly wrapped: Buffer
}

/** What is read of a row of `keyTable`, as a `WrappedKey`. */
export function columnsOf({ owner }: KeyTable): string {
  return `${owner}::text as "ownerId", key_id as "keyId", master_key_id as "masterKeyId", wrapped`
}

/** The keys of one table, opened and made with the master keys. */
export function keysIn(pool: pg.Pool, masters: OpenMasterKeys, keyTable: KeyTable) {
  const { table, owner } = keyTable

  async function find(ownerId: string): Promise<DataKey | undefined> {
    const { rows } = await pool.query<WrappedKey>(
      `select ${columnsOf(keyTable)} from ${table} where ${owner} = $1`,
      [ownerId],
    )
    return (
      rows[0] && { id: rows[0].keyId, secret: createSecretKey(unwrap(masters, table, rows[0])) }
    )
  }

  async function findOrMake(ownerId: string): Promise<DataKey> {
    const known = await find(ownerId)
    if (known) return known
    const keyId = randomUUID()
    await pool.query(
      `insert into ${table} (${owner}, key_id, master_key_id, wrapped) values ($1, $2, $3, $4)
       on conflict (${owner}) do nothing`,
      [
        ownerId,
        keyId,
        masters.active.id,
        wrap(masters, table, { ownerId, keyId }, randomBytes(32)),
      ],
    )
    // Another process may have been first: its key is the one that counts.
    const made = await find(ownerId)
    if (!made) throw new Error('key_destroyed_while_made')
    return made
  }

  async function destroy(ownerId: string): Promise<boolean> {
    const { rowCount } = await pool.query(`delete from ${table} where ${owner} = $1`, [ownerId])
    return rowCount === 1
  }

  /** Those of all owners that come before `ownerId`; answers whose they were, in order. */
  async function destroyBefore(ownerId: string): Promise<string[]> {
    const { rows } = await pool.query<{ ownerId: string }>(
      `delete from ${table} where ${owner} < $1 returning ${owner}::text as "ownerId"`,
      [ownerId],
    )
    return rows.map((row) => row.ownerId).toSorted()
  }

  return { find, findOrMake, destroy, destroyBefore }
}

/** The key in the clear; throws where the master key that wraps it is not configured here. */
export function unwrap(masters: OpenMasterKeys, table: string, key: WrappedKey): Buffer {
  const master = masters.byId.get(key.masterKeyId)
  if (!master) throw new Error(`the master key "${key.masterKeyId}" is not configured here`)
  return unseal(master, key.wrapped, { table, row: key.ownerId, column: key.keyId })
}

/** The key wrapped with the active master key. */
export function wrap(
  { active }: OpenMasterKeys,
  table: string,
  { ownerId, keyId }: Pick<WrappedKey, 'ownerId' | 'keyId'>,
  secret: Buffer,
): Buffer {
  return seal(active, secret, { table, row: ownerId, column: keyId })
}
