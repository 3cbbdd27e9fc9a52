import { createSecretKey } from 'node:crypto'
import type pg from 'pg'
import type { DataKey } from './sealed.ts'
import { seal, unseal } from './sealed.ts'
import { inTransaction } from './transaction.ts'
import { keyTables } from './wrapped-keys.ts'

/** As configured: a name, and 32 bytes. */
export interface MasterKey {
  readonly id: string
  readonly key: Buffer
}

/** The first master key wraps what is new; the others open what they wrapped before. */
export type MasterKeys = readonly [active: MasterKey, ...others: MasterKey[]]

/** Ready for use: `byId` holds the active one as well. */
export interface OpenMasterKeys {
  readonly active: DataKey
  readonly byId: ReadonlyMap<string, DataKey>
}

/** The configured master keys do not open this keyring. */
export class WrongMasterKey extends Error {
  override name = 'WrongMasterKey'
}

export function readyMasterKeys(masterKeys: MasterKeys): OpenMasterKeys {
  const [active, ...others] = masterKeys
  const ready = toDataKey(active)
  const all = [ready, ...others.map(toDataKey)]
  return { active: ready, byId: new Map(all.map((key) => [key.id, key])) }
}

/**
 * Refuses master keys that do not open all that is wrapped, with nothing written; else makes the
 * active one known to the keyring.
 */
export async function admitMasterKeys(pool: pg.Pool, masters: OpenMasterKeys): Promise<void> {
  await inTransaction(pool, async (client) => {
    // Of two processes with different keys under one new name the second must find the first one's.
    await client.query('lock table master_keys in share row exclusive mode')
    const judgement = await judge(client, masters)
    if (judgement.kind === 'wrong') throw new WrongMasterKey(judgement.says)
    await client.query(
      'insert into master_keys (master_key_id, proof) values ($1, $2) on conflict do nothing',
      [masters.active.id, seal(masters.active, '', proofPlace)],
    )
  })
}

export type MasterKeysJudgement =
  /** `others` are the master keys behind the active one that still wrap something. */
  | { readonly kind: 'right'; readonly others: readonly string[] }
  | { readonly kind: 'none_yet' }
  | { readonly kind: 'wrong'; readonly says: string }

/** Whether these master keys open all that the keyring holds; writes nothing. */
export async function judge(
  client: pg.ClientBase,
  { active, byId }: OpenMasterKeys,
): Promise<MasterKeysJudgement> {
  const isUsed = keyTables
    .map(({ table }) => `exists (select from ${table} where master_key_id = known.master_key_id)`)
    .join(' or ')
  const { rows } = await client.query<KnownMasterKey>(
    `select master_key_id as id, proof, ${isUsed} as "isUsed" from master_keys as known`,
  )
  for (const { id, proof, isUsed } of rows) {
    const master = byId.get(id)
    if (master && !opens(master, proof)) {
      return { kind: 'wrong', says: `the master key "${id}" is another than it was` }
    }
    if (!master && isUsed) {
      return { kind: 'wrong', says: `keys are wrapped with "${id}", a master key that is missing` }
    }
  }
  if (rows.length === 0) return { kind: 'none_yet' }
  const others = rows.filter(({ id, isUsed }) => isUsed && id !== active.id)
  return { kind: 'right', others: others.map(({ id }) => id) }
}

interface KnownMasterKey {
  readonly id: string
  readonly proof: Buffer
  readonly isUsed: boolean
}

// The name under which the first keyrings sealed it; the key's id is part of the seal anyway.
const proofPlace = { table: 'master_key', row: 'only', column: 'proof' }

function opens(master: DataKey, proof: Buffer): boolean {
  try {
    unseal(master, proof, proofPlace)
    return true
  } catch {
    return false
  }
}

function toDataKey({ id, key }: MasterKey): DataKey {
  return { id, secret: createSecretKey(key) }
}
