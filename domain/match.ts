export interface Match<T> {
  /** The records of what is known, with our id of it. */
  readonly pairs: readonly { readonly subject: string; readonly record: T }[]
  /** What is known and has no record. */
  readonly missing: readonly string[]
  readonly unknown: readonly T[]
  /** How many of the unknown may well be among the missing: which one, no rule could tell. */
  readonly ambiguous: number
}

/**
 * Finds what is known in the records, by the first rule as far as it goes, then by the next. A rule
 * pairs only what it fits to one another and to nothing else that is left, so that neither the
 * order of the records nor luck decides whose they are.
 */
export function match<K, T>(
  known: ReadonlyMap<string, K>,
  records: readonly T[],
  rules: readonly ((known: K, record: T) => boolean)[],
): Match<T> {
  const pairs: { subject: string; record: T }[] = []
  let [missing, unknown] = [[...known], [...records]]
  for (const fits of rules) {
    const found = onlyPairs(missing, unknown, ([, held], record) => fits(held, record))
    pairs.push(...found.map(([[subject], record]) => ({ subject, record })))
    missing = missing.filter((held) => !found.some(([paired]) => paired === held))
    unknown = unknown.filter((record) => !found.some(([, paired]) => paired === record))
  }
  const fitsAny = (record: T) =>
    missing.some(([, held]) => rules.some((fits) => fits(held, record)))
  return {
    pairs,
    missing: missing.map(([subject]) => subject),
    unknown,
    ambiguous: unknown.filter(fitsAny).length,
  }
}

function onlyPairs<K, T>(
  known: readonly K[],
  records: readonly T[],
  fits: (known: K, record: T) => boolean,
): [K, T][] {
  return known.flatMap((held): [K, T][] => {
    const [record, ...others] = records.filter((record) => fits(held, record))
    const isMutual =
      record !== undefined &&
      others.length === 0 &&
      known.every((other) => other === held || !fits(other, record))
    return isMutual ? [[held, record]] : []
  })
}
