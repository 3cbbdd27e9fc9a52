import type { Occupation, Salary } from './employment.ts'
import type { ReportedEmployment } from './fact.ts'
import type { Known, KnownOwner } from './known.ts'
import { personalFields } from './owner.ts'
import { Private } from './private.ts'

// Raised whenever the fold or this form changes: what an earlier release stored is then folded anew.
const version = 1

interface StoredKnown {
  readonly version: number
  readonly employments: readonly (ReportedEmployment & {
    readonly id: string
    readonly reported: boolean
    readonly lastId: number
    readonly occupations: readonly (readonly [number, Occupation])[]
    readonly salaries: readonly (readonly [number, Salary])[]
  })[]
  readonly owners: readonly (Omit<KnownOwner, 'personal'> & {
    readonly id: string
    readonly personal: Readonly<Record<string, string | null>>
  })[]
}

/** What is known as one JSON text with personal values open: to be sealed, and shown to nobody. */
export function knownText({ employments, owners }: Known): string {
  const stored: StoredKnown = {
    version,
    employments: [...employments].map(([id, { occupations, salaries, ...known }]) => ({
      ...known,
      id,
      occupations: [...occupations],
      salaries: [...salaries],
    })),
    owners: [...owners].map(([id, { personal, ...known }]) => ({
      ...known,
      id,
      personal: Object.fromEntries(
        personalFields.map((field) => [field, personal[field]?.reveal() ?? null]),
      ),
    })),
  }
  return JSON.stringify(stored)
}

/** What is known by a text of `knownText`; undefined where another release wrote it. */
export function readKnown(text: string): Known | undefined {
  const stored = JSON.parse(text) as StoredKnown
  if (stored.version !== version) return undefined
  return {
    employments: new Map(
      stored.employments.map(({ id, occupations, salaries, ...known }) => [
        id,
        { ...known, occupations: new Map(occupations), salaries: new Map(salaries) },
      ]),
    ),
    owners: new Map(
      stored.owners.map(({ id, personal, ...known }) => [
        id,
        { ...known, personal: guarded(personal) },
      ]),
    ),
    collectedAt: new Map(),
  }
}

function guarded(personal: Readonly<Record<string, string | null>>): KnownOwner['personal'] {
  const values = personalFields.map((field) => {
    const value = personal[field] ?? null
    return [field, value === null ? null : new Private(value)]
  })
  return Object.fromEntries(values) as KnownOwner['personal']
}
