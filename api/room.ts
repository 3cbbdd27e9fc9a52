/**
 * Bounds how many tasks are under way at once, in this process and in memory only. What finds no room
 * is turned away at once: queued, it would be answered too late and hold up what comes after it.
 */
export class Room {
  readonly #max: number
  #taken = 0

  constructor(max: number) {
    this.#max = max
  }

  get taken(): number {
    return this.#taken
  }

  get isFull(): boolean {
    return this.#taken >= this.#max
  }

  /** Undefined when there is no room; its place is free again when the task itself has ended. */
  run<T>(task: () => Promise<T>): Promise<T> | undefined {
    if (this.isFull) return undefined
    this.#taken += 1
    return task().finally(() => {
      this.#taken -= 1
    })
  }
}
