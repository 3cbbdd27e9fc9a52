export const driftKinds = [
  'unknown_field',
  'missing_field',
  'wrong_type',
  'unknown_value',
  /** A record that could be one of several that we know. */
  'ambiguous_match',
] as const

export type DriftKind = (typeof driftKinds)[number]

export const driftShapes = [
  'nothing',
  'null',
  'text',
  'number',
  'boolean',
  'list',
  'object',
] as const

/** What stands at a place, by its JSON type alone. */
export type DriftShape = (typeof driftShapes)[number]

/** Something in Belvo's answer that is not as documented, by path and shape: never by value. */
export interface Drift {
  readonly kind: DriftKind
  /** List positions are left out: `employment.salaries.type`. */
  readonly path: string
  readonly shape: DriftShape
  /** How often it stands so in one answer. */
  readonly times: number
}

/** The drift that records come to which match several of ours. */
export function ambiguousMatches(path: 'employment' | 'owner', times: number): readonly Drift[] {
  return times === 0 ? [] : [{ kind: 'ambiguous_match', path, shape: 'object', times }]
}
