import type { CalendarDate } from './calendar.ts'
import type { FactKind } from './fact.ts'
import { factVersions } from './fact.ts'

/** A fact as plain JSON, personal values open, in the version of the code that wrote it. */
export interface StoredFact {
  readonly kind: string
  readonly schemaVersion: number
  readonly subject: string
  readonly effective: CalendarDate | null
  readonly data: unknown
}

export type Upcast =
  | { readonly kind: 'current'; readonly stored: StoredFact & { readonly kind: FactKind } }
  | NewerThanCode

/** Written by a later version of the code than this one, which cannot tell what it says. */
export interface NewerThanCode {
  readonly kind: 'newer_than_code'
  readonly factKind: string
  readonly schemaVersion: number
}

/** What the data of one version becomes in the next: `{ SalaryReported: { 1: … } }` gives version 2. */
export type Steps = Readonly<
  Partial<Record<FactKind, Readonly<Record<number, (data: unknown) => unknown>>>>
>

const currentSteps: Steps = {}

/** Brings a fact's data to the version that this code writes. Throws where a step is not written. */
export function upcast(
  stored: StoredFact,
  { versions, steps } = { versions: factVersions, steps: currentSteps },
): Upcast {
  const { kind, schemaVersion } = stored
  if (!isKnown(kind) || schemaVersion > versions[kind]) {
    return { kind: 'newer_than_code', factKind: kind, schemaVersion }
  }
  let { data } = stored
  for (let version = schemaVersion; version < versions[kind]; version++) {
    const step = steps[kind]?.[version]
    if (!step) throw new Error(`No step brings ${kind} from version ${version} to the next`)
    data = step(data)
  }
  return { kind: 'current', stored: { ...stored, kind, schemaVersion: versions[kind], data } }
}

function isKnown(kind: string): kind is FactKind {
  return Object.hasOwn(factVersions, kind)
}
