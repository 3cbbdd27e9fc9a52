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

/** What the records of an answer, no two of one id at Belvo, add to what is known. */
export function decide<
  K extends { readonly reported: boolean },
  T extends Employment | Owner,
  Said extends Fact,
>(
  { known, collectedAt, rules, factsOf, noLongerReported }: Matter<K, T, Said>,
  records: readonly T[],
  { absence, newId }: DecidedBy,
): Decision<Said> {
  const inOrder = records.toSorted((a, b) => (a.belvoId < b.belvoId ? -1 : 1))
  const { pairs, missing, unknown, ambiguous } = match(known, inOrder, rules)
  const news = [
    ...pairs.filter(({ subject, record }) => !isOlder(record, collectedAt.get(subject))),
    ...unknown.map((record) => ({ subject: newId(), record })),
  ].map(({ subject, record }) => factsOf(subject, known.get(subject), record))
  const gone = missing.filter((subject) => known.get(subject)?.reported).map(noLongerReported)
  const facts = [...gone, ...news.flat()]
  const vanishing = facts.filter(needsProof).map(nameOf).sort()
  if (absence === 'proven') return { facts, vanishing, ambiguous }
  const certain = news.filter((facts) => !facts.some(isReidentified)).flat()
  return { facts: certain.filter((fact) => !needsProof(fact)), vanishing, ambiguous }
}

function isOlder({ collectedAt }: Employment | Owner, known: Date | undefined): boolean {
  return collectedAt !== null && known !== undefined && collectedAt < known
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
