export interface SavedClock {
  offsetMs: number
  restingAt: number | null
}

/** The box's own time, in milliseconds since 1970: the machine's plus an offset, or at rest. */
export class Clock {
  #offsetMs = 0
  #restingAt: number | undefined

  constructor(startAt?: number, frozen = false) {
    if (startAt !== undefined) this.#offsetMs = startAt - Date.now()
    if (frozen) this.#restingAt = startAt ?? Date.now()
  }

  now(): number {
    return this.#restingAt ?? Date.now() + this.#offsetMs
  }

  get frozen(): boolean {
    return this.#restingAt !== undefined
  }

  freeze(): void {
    this.#restingAt ??= this.now()
  }

  thaw(): void {
    if (this.#restingAt === undefined) return
    this.#offsetMs = this.#restingAt - Date.now()
    this.#restingAt = undefined
  }

  /** For the state file. */
  saved(): SavedClock {
    return { offsetMs: this.#offsetMs, restingAt: this.#restingAt ?? null }
  }

  restore({ offsetMs, restingAt }: SavedClock): void {
    this.#offsetMs = offsetMs
    this.#restingAt = restingAt ?? undefined
  }

  /** Moves on to `at`; time never goes back. */
  moveTo(at: number): void {
    const step = Math.max(0, at - this.now())
    this.#offsetMs += step
    if (this.#restingAt !== undefined) this.#restingAt += step
  }
}
