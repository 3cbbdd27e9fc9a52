import { createHmac, hkdfSync } from 'node:crypto'
import type { DataKey } from './sealed.ts'

/**
 * A digest of `content` that only the holder of `key` can compute: a plain one of so few digits as a
 * CPF has could be found by trying them all. 32 bytes.
 */
export function keyedDigest(key: DataKey, content: string): Buffer {
  const digestKey = Buffer.from(hkdfSync('sha256', key.secret, '', 'digest', 32))
  return createHmac('sha256', digestKey).update(content).digest()
}
