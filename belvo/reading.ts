import { ExactNumber } from './exact-json.ts'
import { Illegible } from './illegible.ts'
import type { Place } from './place.ts'
import { shapeOf } from './place.ts'

/**
 * Reads what Belvo sent at a place. What is not as documented is noted there and comes out as null;
 * `Illegible` is thrown where null would say what Belvo did not.
 */
export type Reader<T> = (sent: unknown, at: Place) => T

/** What a reader makes of something that is there. */
export type Sent<R extends Reader<unknown>> = NonNullable<ReturnType<R>>

/** An object with exactly these fields; more of them are noted and left unread. */
export function record<const F extends Fields>(fields: F): Reader<RecordOf<F> | null> {
  return (sent, at) => {
    if (shapeOf(sent) !== 'object') return amiss(sent, at)
    const object = sent as Readonly<Record<string, unknown>>
    for (const [name, more] of Object.entries(object)) {
      if (!Object.hasOwn(fields, name)) at.noteUnknown(name, more)
    }
    const read = Object.entries(fields).map(([name, reader]) => [
      name,
      reader(object[name], at.within(name)),
    ])
    return Object.fromEntries(read) as RecordOf<F>
  }
}

type Fields = Readonly<Record<string, Reader<unknown>>>
type RecordOf<F extends Fields> = { readonly [Name in keyof F]: ReturnType<F[Name]> }

/** A list, empty where there is none. What is no list, or holds something else, hides what it lists. */
export function listOf<T>(item: Reader<T | null>): Reader<readonly T[]> {
  return (sent, at) => {
    if (Array.isArray(sent)) return sent.map((one) => needed(item)(one, at))
    amiss(sent, at)
    if (sent === null || sent === undefined) return []
    throw new Illegible(at.path)
  }
}

/** A text, or a number, that `parse` makes something of; undefined is nothing. */
export function scalar<T>(
  shape: 'text' | 'number',
  parse: (text: string) => T | undefined,
): Reader<T | null> {
  return (sent, at) => {
    const text = textOf(sent)
    const value = text === undefined ? undefined : parse(text)
    // A number in quotes is still the number.
    if (value === undefined || shapeOf(sent) !== shape) amiss(sent, at)
    return value ?? null
  }
}

/** A field that we have no use for: only its shape is looked at. */
export function unread(shape: 'text' | 'list'): Reader<null> {
  return (sent, at) => (shapeOf(sent) === shape ? null : amiss(sent, at))
}

/** A field that is documented as null at times. */
export function orNull<T>(reader: Reader<T | null>): Reader<T | null> {
  return (sent, at) => (sent === null ? null : reader(sent, at))
}

/** A field that is documented as left out at times. */
export function optional<T>(reader: Reader<T | null>): Reader<T | null> {
  return (sent, at) => (sent === undefined ? null : reader(sent, at))
}

/** A field without which the answer is of no use. */
export function needed<T>(reader: Reader<T | null>): Reader<T> {
  return (sent, at) => {
    const value = reader(sent, at)
    if (value === null) throw new Illegible(at.path)
    return value
  }
}

/** A field whose null means something: nothing but a null may become one. */
export function legible<T>(reader: Reader<T | null>): Reader<T | null> {
  return (sent, at) => (sent === null ? reader : needed(reader))(sent, at)
}

function amiss(sent: unknown, at: Place): null {
  at.note(sent === undefined ? 'missing_field' : 'wrong_type', sent)
  return null
}

function textOf(sent: unknown): string | undefined {
  if (typeof sent === 'string') return sent
  return sent instanceof ExactNumber ? sent.text : undefined
}
