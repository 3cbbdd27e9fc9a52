import type { Fact } from './fact.ts'
import { factVersions } from './fact.ts'
import { Private } from './private.ts'
import type { NewerThanCode, StoredFact } from './upcast.ts'
import { upcast } from './upcast.ts'

/** The facts as one JSON text with personal values open: to be sealed, and shown to nobody. */
export function factsText(facts: readonly Fact[]): string {
  return JSON.stringify(facts.map(stored))
}

/** The facts in a text of `factsText`, in their order, whichever version of the code wrote it. */
export function readFacts(text: string): ReadFact[] {
  // Nothing but `factsText` wrote it: the seal vouches for that.
  return (JSON.parse(text) as StoredFact[]).map(read)
}

export type ReadFact = { readonly kind: 'fact'; readonly fact: Fact } | NewerThanCode

function stored(fact: Fact): StoredFact {
  return { ...fact, schemaVersion: factVersions[fact.kind], data: withPersonal(fact, opened) }
}

function read(stored: StoredFact): ReadFact {
  const current = upcast(stored)
  if (current.kind === 'newer_than_code') return current
  const { schemaVersion: _, ...fact } = current.stored
  return { kind: 'fact', fact: { ...fact, data: withPersonal(fact, guarded) } as Fact }
}

function opened(value: unknown): unknown {
  return value instanceof Private ? value.reveal() : value
}

function guarded(value: unknown): unknown {
  return value === null ? null : new Private(value)
}

type Each = (value: unknown) => unknown

/** A fact's data, with something done to each personal value. */
function withPersonal({ kind, data }: Pick<StoredFact, 'kind' | 'data'>, each: Each): unknown {
  const { personal, ...rest } = data as { personal?: object }
  switch (kind) {
    case 'OwnerReported':
      return { ...rest, personal: mapped(personal, each) }
    case 'OwnerChanged':
      return { ...rest, personal: mapped(personal, (change) => mapped(change, each)) }
    default:
      return data
  }
}

function mapped(values: unknown, each: Each): object {
  return Object.fromEntries(
    Object.entries(values as object).map(([name, value]) => [name, each(value)]),
  )
}
