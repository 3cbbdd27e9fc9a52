/**
 * How many wake-ups may be under way at once. Halved when Temporal is in trouble, grown by one after
 * as many successes as it allows: an orchestrator that comes back is not met by everything at once.
 */
export class Pace {
  readonly #max: number
  #limit: number
  #successes = 0

  constructor(max: number) {
    this.#max = max
    this.#limit = max
  }

  get limit(): number {
    return this.#limit
  }

  succeeded(): void {
    this.#successes += 1
    if (this.#successes < this.#limit) return
    this.#successes = 0
    this.#limit = Math.min(this.#max, this.#limit + 1)
  }

  /** Called once for a round of wake-ups, however many of them failed. */
  stumbled(): void {
    this.#successes = 0
    this.#limit = Math.max(1, Math.floor(this.#limit / 2))
  }
}
