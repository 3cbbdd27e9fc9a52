/** Whether the person whose data came is the one it should be. */
export const identities = ['not_checked', 'match', 'mismatch'] as const

export type Identity = (typeof identities)[number]

/** The person behind a link. Documents are told apart by digests, and never readable here. */
export interface PersonBehind {
  readonly identity: Identity
  /** Whether somebody let the mismatch pass. */
  readonly isReleased: boolean
  /** Whom the connection expected; null: nobody in particular. */
  readonly expected: string | null
  /** Whose data it should be: the one expected, else the first that was read or the one let pass. */
  readonly person: string | null
  /** The document read last, the odd one where there are several. */
  readonly seen: string | null
}

/** Whether the data may not be read, because it may be another person's. */
export function isClosed({ identity, isReleased }: PersonBehind): boolean {
  return identity === 'mismatch' && !isReleased
}

/**
 * What reading these documents changes. A mismatch stays whatever is read after it: what came
 * meanwhile stands among the data, so that only somebody who has looked may open it again.
 */
export function personRead(known: PersonBehind, documents: readonly string[]): PersonBehind {
  const [first] = documents
  if (first === undefined) return known
  const { expected, identity } = known
  const due = (identity === 'not_checked' ? expected : null) ?? known.person ?? first
  const seen = documents.find((document) => document !== due) ?? due
  if (isClosed(known)) return { ...known, seen }
  if (seen !== due) return { ...known, seen, identity: 'mismatch', isReleased: false }
  return { ...known, seen, person: seen, identity: seen === expected ? 'match' : identity }
}

/** Somebody has looked: the document read last is the one to compare with from now on. */
export function personReleased(known: PersonBehind): PersonBehind {
  const { seen, expected } = known
  const identity = seen === expected ? 'match' : 'mismatch'
  return { ...known, person: seen, identity, isReleased: true }
}
