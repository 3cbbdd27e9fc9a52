export interface Pairs<K, T> {
  readonly pairs: readonly (readonly [K, T])[]
  readonly withdrawn: readonly K[]
  readonly reported: readonly T[]
}

/**
 * Pairs what is known with what is reported, as multisets: by the first rule as far as it goes,
 * then by the next; under one rule, in the order given.
 */
export function pairUp<K, T>(
  known: readonly K[],
  reported: readonly T[],
  rules: readonly ((known: K, reported: T) => boolean)[],
): Pairs<K, T> {
  const pairs: [K, T][] = []
  const [withdrawn, left] = [[...known], [...reported]]
  for (const fits of rules) {
    for (const held of [...withdrawn]) {
      const at = left.findIndex((candidate) => fits(held, candidate))
      const [found] = at < 0 ? [] : left.splice(at, 1)
      if (found === undefined) continue
      withdrawn.splice(withdrawn.indexOf(held), 1)
      pairs.push([held, found])
    }
  }
  return { pairs, withdrawn, reported: left }
}
