import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import type { Collected } from './link.ts'
import type { StoredRecord } from './records.ts'

const CACHED_BYTES = 64_000_000
// A history of 20 kB becomes 2 kB in a tenth of a millisecond; better takes much longer.
const QUICKLY = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 1, [constants.BROTLI_PARAM_LGWIN]: 16 },
}

interface Packed {
  heads: Omit<StoredRecord, 'text'>[]
  /** The texts, one a line. */
  lines: Uint8Array
}

/** Written records of the links read last, packed; the lives can always be told again. */
export class RecordCache {
  #entries = new Map<Collected, Packed>()
  #bytes = 0

  of(collected: Collected, derive: () => StoredRecord[]): StoredRecord[] {
    const known = this.#entries.get(collected)
    if (!known) return this.#keep(collected, derive())
    this.#entries.delete(collected)
    this.#entries.set(collected, known)
    return unpacked(known)
  }

  drop(collected: Collected): void {
    this.#bytes -= this.#entries.get(collected)?.lines.length ?? 0
    this.#entries.delete(collected)
  }

  #keep(collected: Collected, records: StoredRecord[]): StoredRecord[] {
    const packed = pack(records)
    this.#entries.set(collected, packed)
    this.#bytes += packed.lines.length
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= CACHED_BYTES) break
      this.drop(oldest)
    }
    return records
  }
}

function pack(records: StoredRecord[]): Packed {
  const lines = records.map(({ text }) => text).join('\n')
  return {
    heads: records.map(({ text: _, ...head }) => head),
    // A copy, because zlib answers with a small part of a large buffer.
    lines: new Uint8Array(brotliCompressSync(lines, QUICKLY)),
  }
}

function unpacked({ heads, lines }: Packed): StoredRecord[] {
  const texts = brotliDecompressSync(lines).toString().split('\n')
  return heads.map((head, i) => ({ ...head, text: texts[i] ?? '' }))
}
