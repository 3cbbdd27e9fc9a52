/**
 * A person's value that cannot be logged, printed or serialised by mistake: every way but
 * `reveal()` says `[private]`.
 */
export class Private<T> {
  readonly #value: T

  constructor(value: T) {
    this.#value = value
  }

  reveal(): T {
    return this.#value
  }

  toJSON(): string {
    return '[private]'
  }

  toString(): string {
    return '[private]'
  }
}
