import { keyedDigest } from './keyed-digest.ts'
import { openKeyringPool } from './keyring-pool.ts'
import type { MasterKeys } from './master-keys.ts'
import type { DataKey } from './sealed.ts'
import { doorKeys, indexKeys, keysIn, linkKeys } from './wrapped-keys.ts'

/** The data keys, each wrapped by a master key, in a database of their own. */
export interface Keyring {
  /** The key for notices that arrived in `month` (its first day, `2026-11-01`); made on first use. */
  doorKey(month: string): Promise<DataKey>
  /** Destroys the keys of all months before `month` for good; answers those months, oldest first. */
  destroyDoorKeysBefore(month: string): Promise<string[]>
  /** The link's key, made if there is none. */
  createLinkKey(linkId: string): Promise<DataKey>
  /** The link's key; undefined when it was never made, or was destroyed. */
  linkKey(linkId: string): Promise<DataKey | undefined>
  /** Destroys the link's key, and with it all that it sealed; answers whether there was one. */
  destroyLinkKey(linkId: string): Promise<boolean>
  /**
   * A digest by which an equal `text` is found again without being kept readable (32 bytes). Its key
   * is of its own and outlives every link, so that a person is recognised across links.
   */
  blindIndex(text: string): Promise<Buffer>
  close(): Promise<void>
}

/**
 * Opens the keyring database at `url`; throws `WrongMasterKey`, with nothing written, when the master
 * keys do not open all that is wrapped in it. The first master key that a keyring meets becomes its own.
 */
export async function openKeyring(url: string, masterKeys: MasterKeys): Promise<Keyring> {
  const { pool, masters } = await openKeyringPool(url, masterKeys)
  const link = keysIn(pool, masters, linkKeys)
  const door = keysIn(pool, masters, doorKeys)
  const index = keysIn(pool, masters, indexKeys)
  // Link keys are not remembered: a destroyed one must stop opening in every process at once.
  const doorKeyOf = rememberingLast(door.findOrMake)
  const indexKeyOf = rememberingLast(index.findOrMake)
  return {
    doorKey: doorKeyOf,
    destroyDoorKeysBefore: door.destroyBefore,
    createLinkKey: link.findOrMake,
    linkKey: link.find,
    destroyLinkKey: link.destroy,
    blindIndex: async (text) => keyedDigest(await indexKeyOf('people'), text),
    close: () => pool.end(),
  }
}

/** The last one only: of months that are past, no process keeps the key for longer than the keyring. */
function rememberingLast(find: (ownerId: string) => Promise<DataKey>) {
  let last: { readonly ownerId: string; readonly key: DataKey } | undefined
  return async (ownerId: string): Promise<DataKey> => {
    if (last?.ownerId === ownerId) return last.key
    const key = await find(ownerId)
    last = { ownerId, key }
    return key
  }
}
