import type { Place } from './place.ts'
import type { Answered, Unreadable } from './send.ts'

/** Something decisive of an answer cannot be read. Says where, never what stood there. */
export class Illegible extends Error {
  override name = 'Illegible'
  readonly path: string

  constructor(path: string) {
    super(path)
    this.path = path
  }
}

/** What `read` makes of an answer; where it is illegible, the answer itself and what was noted. */
export function legibly<T>(
  answer: Answered,
  at: Place,
  read: () => T,
): { readonly kind: 'legible'; readonly value: T } | Unreadable {
  try {
    return { kind: 'legible', value: read() }
  } catch (error) {
    if (error instanceof Illegible) return unreadable(error.path, answer, at)
    throw error
  }
}

/** An answer that is of no use; `code` says where or why. */
export function unreadable(code: string, { text }: Answered, at?: Place): Unreadable {
  return { kind: 'unreadable', code, drift: at?.drift ?? [], answer: text }
}
