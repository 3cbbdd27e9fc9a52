import { collectedWith, isOlder, latestOfEach } from './collected.ts'
import type { DecidedBy, Decision } from './decision.ts'
import type { Employment } from './employment.ts'
import type { Fact, FactKind } from './fact.ts'
import { match } from './match.ts'
import type { Owner } from './owner.ts'

/** What is particular to employments, or to owners. */
export interface Matter<K, T, Said extends Fact> {
  readonly known: ReadonlyMap<string, K>
  readonly collectedAt: ReadonlyMap<string, Date>
  /** How a record is known again, the surest first. */
  readonly rules: readonly ((known: K, record: T) => boolean)[]
  factsOf(subject: string, known: K | undefined, record: T): Said[]
  noLongerReported(subject: string): Said
}

/** What the records of an answer add to what is known. */
export function decide<
  K extends { readonly reported: boolean },
  T extends Employment | Owner,
  Said extends Fact,
>(
  { known, collectedAt, rules, factsOf, noLongerReported }: Matter<K, T, Said>,
  records: readonly T[],
  { absence, newId }: DecidedBy,
): Decision<Said> {
  const { pairs, missing, unknown, ambiguous } = match(known, latestOfEach(records), rules)
  const news = [
    ...pairs.filter(({ subject, record }) => !isOlder(record, collectedAt.get(subject))),
    ...unknown.map((record) => ({ subject: newId(), record })),
  ].map(({ subject, record }) => {
    return { subject, record, facts: factsOf(subject, known.get(subject), record) }
  })
  const gone = missing.filter((subject) => known.get(subject)?.reported).map(noLongerReported)
  const facts = [...gone, ...news.flatMap((of) => of.facts)]
  const vanishing = facts.filter(needsProof).map(nameOf).sort()
  if (absence === 'proven') {
    return { facts, vanishing, ambiguous, collectedAt: collectedWith(collectedAt, news) }
  }
  const certain = news.filter((of) => !of.facts.some(isReidentified))
  return {
    facts: certain.flatMap((of) => of.facts.filter((fact) => !needsProof(fact))),
    vanishing,
    ambiguous,
    collectedAt: collectedWith(collectedAt, certain),
  }
}

const needingProof: ReadonlySet<FactKind> = new Set<FactKind>([
  'EmploymentNoLongerReported',
  'EmploymentReidentified',
  'OccupationWithdrawn',
  'SalaryWithdrawn',
  'OwnerNoLongerReported',
  'OwnerReidentified',
])

function needsProof({ kind }: Fact): boolean {
  return needingProof.has(kind)
}

function nameOf({ kind, subject, data }: Fact): string {
  return ('id' in data ? [kind, subject, data.id] : [kind, subject]).join(' ')
}

// Another id for what is known means that the old one is gone. Were it believed of a short answer,
// the second of two contracts with one employer would be taken for the first.
function isReidentified({ kind }: Fact): boolean {
  return kind === 'EmploymentReidentified' || kind === 'OwnerReidentified'
}
