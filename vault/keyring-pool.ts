import pg from 'pg'
import type { MasterKeys, MasterKeysJudgement, OpenMasterKeys } from './master-keys.ts'
import { admitMasterKeys, judge, readyMasterKeys } from './master-keys.ts'

/** Connections to the keyring database, and the master keys that are proven to open what it holds. */
export interface KeyringPool {
  readonly pool: pg.Pool
  readonly masters: OpenMasterKeys
}

/** Throws `WrongMasterKey`, with nothing written, when the master keys do not open all that is wrapped. */
export async function openKeyringPool(url: string, masterKeys: MasterKeys): Promise<KeyringPool> {
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 3_000 })
  // A connection that PostgreSQL closes, idle or between two statements, must not end the process:
  // the next query reports it.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const masters = readyMasterKeys(masterKeys)
  try {
    await admitMasterKeys(pool, masters)
  } catch (error) {
    await pool.end()
    throw error
  }
  return { pool, masters }
}

/** Whether these master keys open the keyring at `url`, with nothing written; `none_yet` before its first use. */
export async function judgeMasterKeys(
  url: string,
  masterKeys: MasterKeys,
): Promise<MasterKeysJudgement> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  await client.connect()
  try {
    return await judge(client, readyMasterKeys(masterKeys))
  } finally {
    await client.end()
  }
}
