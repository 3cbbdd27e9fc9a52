import { createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import type { DataKey } from './sealed.ts'
import { seal, unseal } from './sealed.ts'

/** The data keys, each wrapped by the master key, in a database of their own. */
export interface Keyring {
  /** The key for notices that arrived in `month` (its first day, `2026-11-01`); made on first use. */
  doorKey(month: string): Promise<DataKey>
  /** The link's key, made if there is none. */
  createLinkKey(linkId: string): Promise<DataKey>
  /** The link's key; undefined when it was never made, or was destroyed. */
  linkKey(linkId: string): Promise<DataKey | undefined>
  close(): Promise<void>
}

/** The master key in the configuration is not the one this keyring was made with. */
export class WrongMasterKey extends Error {
  override name = 'WrongMasterKey'
}

/**
 * Opens the keyring database at `url`; throws `WrongMasterKey`, with nothing written, when `masterKey`
 * is not the one that its keys are wrapped with. The first master key that a keyring meets becomes its own.
 */
export async function openKeyring(
  url: string,
  masterKey: { readonly id: string; readonly key: Buffer },
): Promise<Keyring> {
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 3_000 })
  // A connection that PostgreSQL closes, idle or between two statements, must not end the process:
  // the next query reports it.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const master: DataKey = { id: masterKey.id, secret: createSecretKey(masterKey.key) }
  try {
    await proveMasterKey(pool, master)
  } catch (error) {
    await pool.end()
    throw error
  }

  const link = wrappedKeys(pool, master, { table: 'link_keys', owner: 'link_id' })
  const door = wrappedKeys(pool, master, { table: 'door_keys', owner: 'month' })
  // Only door keys are remembered: a destroyed link key must stop opening in every process at once.
  const doorKeys = new Map<string, DataKey>()
  return {
    async doorKey(month) {
      const key = doorKeys.get(month) ?? (await door.findOrMake(month))
      doorKeys.set(month, key)
      return key
    },
    createLinkKey: link.findOrMake,
    linkKey: link.find,
    close: () => pool.end(),
  }
}

const proofPlace = { table: 'master_key', row: 'only', column: 'proof' }

/** Whether `masterKey` opens the keyring at `url`, with nothing written; `none_yet` before its first use. */
export async function judgeMasterKey(
  url: string,
  masterKey: { readonly id: string; readonly key: Buffer },
): Promise<'right' | 'wrong' | 'none_yet'> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  await client.connect()
  try {
    const { rows } = await client.query('select proof from master_key')
    if (rows.length === 0) return 'none_yet'
    const master = { id: masterKey.id, secret: createSecretKey(masterKey.key) }
    return opens(master, rows[0].proof) ? 'right' : 'wrong'
  } finally {
    await client.end()
  }
}

function opens(master: DataKey, proof: Buffer): boolean {
  try {
    unseal(master, proof, proofPlace)
    return true
  } catch {
    return false
  }
}

async function proveMasterKey(pool: pg.Pool, master: DataKey): Promise<void> {
  await pool.query(
    'insert into master_key (master_key_id, proof) values ($1, $2) on conflict do nothing',
    [master.id, seal(master, '', proofPlace)],
  )
  const { rows } = await pool.query('select master_key_id, proof from master_key')
  try {
    unseal(master, rows[0].proof, proofPlace)
  } catch (cause) {
    const madeWith = `this keyring was made with the master key "${rows[0].master_key_id}"`
    throw new WrongMasterKey(`${madeWith}; the one configured ("${master.id}") does not open it`, {
      cause,
    })
  }
}

function wrappedKeys(
  pool: pg.Pool,
  master: DataKey,
  { table, owner }: { table: string; owner: string },
) {
  async function find(ownerId: string): Promise<DataKey | undefined> {
    const { rows } = await pool.query(`select key_id, wrapped from ${table} where ${owner} = $1`, [
      ownerId,
    ])
    const row: { key_id: string; wrapped: Buffer } | undefined = rows[0]
    if (!row) return undefined
    const secret = unseal(master, row.wrapped, { table, row: ownerId, column: row.key_id })
    return { id: row.key_id, secret: createSecretKey(secret) }
  }

  async function findOrMake(ownerId: string): Promise<DataKey> {
    const known = await find(ownerId)
    if (known) return known
    const id = randomUUID()
    const wrapped = seal(master, randomBytes(32), { table, row: ownerId, column: id })
    await pool.query(
      `insert into ${table} (${owner}, key_id, master_key_id, wrapped) values ($1, $2, $3, $4)
       on conflict (${owner}) do nothing`,
      [ownerId, id, master.id, wrapped],
    )
    // Another process may have been first: its key is the one that counts.
    const made = await find(ownerId)
    if (!made) throw new Error('key_destroyed_while_made')
    return made
  }

  return { find, findOrMake }
}
