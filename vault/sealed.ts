import type { KeyObject } from 'node:crypto'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** A key that seals. Its `KeyObject` neither prints nor serialises, so that no log can hold it. */
export interface DataKey {
  readonly id: string
  readonly secret: KeyObject
}

/** The one place where sealed bytes may stand: moved to another row or column, they do not open. */
export interface SealedPlace {
  readonly table: string
  readonly row: string
  readonly column: string
}

/** Sealed bytes that do not open: another key, another place, or changed since. Says nothing of what is inside. */
export class SealBroken extends Error {
  override name = 'SealBroken'
}

const algorithm = 'aes-256-gcm'
const formatVersion = 1
const nonceBytes = 12
const tagBytes = 16
const headBytes = 1 + nonceBytes + tagBytes

/** AES-256-GCM over `content`: format version (1 byte), nonce (12), tag (16), then the ciphertext. */
export function seal(key: DataKey, content: string | Buffer, boundTo: SealedPlace): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, key.secret, nonce, { authTagLength: tagBytes })
  cipher.setAAD(associatedData(key, boundTo))
  const plain = typeof content === 'string' ? Buffer.from(content) : content
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(formatVersion), nonce, cipher.getAuthTag(), ciphertext])
}

/** What `seal` put in; throws `SealBroken` when key or place are not the ones it was sealed with. */
export function unseal(key: DataKey, sealed: Buffer, boundTo: SealedPlace): Buffer {
  if (sealed.length < headBytes || sealed[0] !== formatVersion) throw new SealBroken('format')
  const nonce = sealed.subarray(1, 1 + nonceBytes)
  const tag = sealed.subarray(1 + nonceBytes, headBytes)
  const decipher = createDecipheriv(algorithm, key.secret, nonce, { authTagLength: tagBytes })
  decipher.setAAD(associatedData(key, boundTo))
  decipher.setAuthTag(tag)
  try {
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()])
  } catch (cause) {
    throw new SealBroken('authentication', { cause })
  }
}

function associatedData(key: DataKey, { table, row, column }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([key.id, table, row, column]))
}
