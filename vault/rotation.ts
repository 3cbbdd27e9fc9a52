import type pg from 'pg'
import type { KeyringPool } from './keyring-pool.ts'
import { openKeyringPool } from './keyring-pool.ts'
import type { MasterKeys, OpenMasterKeys } from './master-keys.ts'
import { inTransaction } from './transaction.ts'
import type { KeyTable, WrappedKey } from './wrapped-keys.ts'
import { columnsOf, keyTables, unwrap, wrap } from './wrapped-keys.ts'

const batchMax = 500

export interface RotationProgress {
  readonly table: string
  readonly rewrapped: number
  readonly left: number
}

/** What the rotation came to: master keys that wrap nothing any more, and those that do again. */
export interface Rotated {
  readonly retired: readonly string[]
  readonly stillUsed: readonly string[]
}

/**
 * Wraps every key that another master key wraps with the active one, in batches that are whole each,
 * while readers go on. Safe to kill and to run again, and by several at once. The data keys stay
 * what they are: nothing that they sealed is touched.
 */
export async function rotateKeys(
  url: string,
  masterKeys: MasterKeys,
  told: (progress: RotationProgress) => void,
): Promise<Rotated> {
  const keyring = await openKeyringPool(url, masterKeys)
  try {
    for (const keyTable of keyTables) await rewrapAll(keyring, keyTable, told)
    return await retireOthers(keyring)
  } finally {
    await keyring.pool.end()
  }
}

async function rewrapAll(
  { pool, masters }: KeyringPool,
  keyTable: KeyTable,
  told: (progress: RotationProgress) => void,
): Promise<void> {
  let rewrapped = 0
  let left = await countOthers(pool, masters, keyTable)
  while (left > 0) {
    const batch = await inTransaction(pool, (client) => rewrapBatch(client, masters, keyTable))
    rewrapped += batch
    // A short batch proves nothing: another rotation may just have done what it waited for.
    const isWhole = batch === batchMax && left > batch
    left = isWhole ? left - batch : await countOthers(pool, masters, keyTable)
    if (batch > 0) told({ table: keyTable.table, rewrapped, left })
  }
}

async function rewrapBatch(
  client: pg.PoolClient,
  masters: OpenMasterKeys,
  keyTable: KeyTable,
): Promise<number> {
  const { table, owner } = keyTable
  const { rows } = await client.query<WrappedKey>(
    `select ${columnsOf(keyTable)} from ${table} where master_key_id <> $1
     order by ${owner} limit ${batchMax} for update`,
    [masters.active.id],
  )
  await client.query(
    `update ${table} set master_key_id = $1, wrapped = anew.wrapped
     from unnest($2::uuid[], $3::bytea[]) as anew (key_id, wrapped)
     where ${table}.key_id = anew.key_id`,
    [
      masters.active.id,
      rows.map((key) => key.keyId),
      rows.map((key) => wrap(masters, table, key, unwrap(masters, table, key))),
    ],
  )
  return rows.length
}

async function countOthers(pool: pg.Pool, { active }: OpenMasterKeys, { table }: KeyTable) {
  const { rows } = await pool.query(
    `select count(*)::integer as left from ${table} where master_key_id <> $1`,
    [active.id],
  )
  return Number(rows[0].left)
}

/**
 * Makes the keyring forget the master keys that wrap nothing any more. From then on nothing can be
 * wrapped with them, by a process either that was not restarted: the foreign key forbids it.
 */
async function retireOthers({ pool, masters }: KeyringPool): Promise<Rotated> {
  return await inTransaction(pool, async (client) => {
    // Waits for keys that are being made with one of them, so that the next statement sees those.
    const { rows: others } = await client.query<{ id: string }>(
      'select master_key_id as id from master_keys where master_key_id <> $1 order by 1 for update',
      [masters.active.id],
    )
    const used = keyTables.map(({ table }) => `select master_key_id from ${table}`).join(' union ')
    const { rows: retired } = await client.query<{ id: string }>(
      `delete from master_keys where master_key_id = any($1)
         and master_key_id not in (${used}) returning master_key_id as id`,
      [others.map(({ id }) => id)],
    )
    const ids = retired.map(({ id }) => id)
    return { retired: ids, stillUsed: others.map(({ id }) => id).filter((id) => !ids.includes(id)) }
  })
}
