/**
 * How many of something may be under way at once. Halved when there is trouble, grown by one after as
 * many successes as it allows: whoever comes back is not met by everything at once.
 */
export class Pace {
  readonly #max: number
  readonly #min: number
  #limit: number
  #successes = 0

  constructor({ max, min = 1, first = max }: { max: number; min?: number; first?: number }) {
    this.#max = max
    this.#min = min
    this.#limit = first
  }

  get limit(): number {
    return this.#limit
  }

  succeeded(): void {
    this.#successes += 1
    if (this.#successes >= this.#limit) this.grow()
  }

  /** One more at once. */
  grow(): void {
    this.#successes = 0
    this.#limit = Math.min(this.#max, this.#limit + 1)
  }

  /** Called once for a round, however much of it failed. */
  stumbled(): void {
    this.#successes = 0
    this.#limit = Math.max(this.#min, Math.floor(this.#limit / 2))
  }
}
