import { hash } from 'node:crypto'

export type IdKind = 'link' | 'token' | 'call' | 'event' | 'request' | 'session' | 'fault'

/** How many of each kind were given. */
export type Counts = Partial<Record<IdKind, number>>

/** Ids that the same seed gives again in the same order, each kind counted on its own. */
export class Ids {
  readonly seed: string
  readonly counts: Counts = {}

  constructor(seed: string) {
    this.seed = seed
  }

  uuid(kind: IdKind): string {
    return uuidFrom(this.#next(kind))
  }

  hex(kind: IdKind): string {
    return hexFrom(this.#next(kind))
  }

  #next(kind: IdKind): string {
    const count = (this.counts[kind] ?? 0) + 1
    this.counts[kind] = count
    return `${this.seed}/${kind}/${count}`
  }
}

/** 32 hexadecimal digits, always the same for the same text. */
export function hexFrom(text: string): string {
  return hash('sha256', text).slice(0, 32)
}

/** A version 4 UUID, always the same for the same text. */
export function uuidFrom(text: string): string {
  const hex = hexFrom(text)
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** A number in [0, 1), always the same for the same text. */
export function chanceOf(text: string): number {
  return Number.parseInt(hexFrom(text).slice(0, 8), 16) / 2 ** 32
}
