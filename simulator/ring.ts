/** The newest `size` entries; each keeps its running number, so that a reader can go on from it. */
export class Ring<T> {
  #entries: T[] = []
  #size: number
  #total = 0

  constructor(size: number) {
    this.#size = size
  }

  /** How many were ever pushed; the newest entry has this number. */
  get total(): number {
    return this.#total
  }

  push(entry: T): number {
    this.#entries[this.#total % this.#size] = entry
    this.#total += 1
    return this.#total
  }

  /** Entries numbered above `after`, oldest first, `limit` at most. */
  after(after: number, limit: number): { number: number; entry: T }[] {
    const from = Math.max(after, this.#total - this.#size, 0)
    const to = Math.min(this.#total, from + limit)
    const found: { number: number; entry: T }[] = []
    for (let i = from; i < to; i++) {
      const entry = this.#entries[i % this.#size]
      if (entry !== undefined) found.push({ number: i + 1, entry })
    }
    return found
  }
}
