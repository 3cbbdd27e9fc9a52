import type { Drift, DriftKind, DriftShape } from '../domain/drift.ts'
import { ExactNumber } from './exact-json.ts'

/** A place in an answer of Belvo: whoever reads there notes what is not as documented. */
export class Place {
  readonly path: string
  readonly #noted: Map<string, Drift>

  constructor(path: string, of?: Place) {
    this.path = path
    this.#noted = of ? of.#noted : new Map()
  }

  /** The field `name` of what stands here. */
  within(name: string): Place {
    return new Place(`${this.path}.${name}`, this)
  }

  /** A field that nobody documented; its name is left out where it looks like a value. */
  noteUnknown(name: string, sent: unknown): void {
    this.within(fieldName.test(name) ? name : '*').note('unknown_field', sent)
  }

  note(kind: DriftKind, sent: unknown): void {
    const { path } = this
    const shape = shapeOf(sent)
    const key = [kind, path, shape].join(' ')
    const times = 1 + (this.#noted.get(key)?.times ?? 0)
    if (times > 1 || this.#noted.size < placesMax) {
      this.#noted.set(key, { kind, path, shape, times })
    }
  }

  /** What was noted in the whole answer. */
  get drift(): readonly Drift[] {
    return [...this.#noted.values()]
  }
}

// One answer must not fill the table.
const placesMax = 100

// A field may be named by a person's number where a vendor sends a dictionary.
const fieldName = /^(?!.*\d{3})[a-z]\w{0,39}$/i

/** What stands there by its JSON type; `undefined` stands for a field that is missing. */
export function shapeOf(sent: unknown): DriftShape {
  if (sent === undefined) return 'nothing'
  if (sent === null) return 'null'
  if (sent instanceof ExactNumber) return 'number'
  if (Array.isArray(sent)) return 'list'
  if (typeof sent === 'string') return 'text'
  return typeof sent === 'boolean' ? 'boolean' : 'object'
}
