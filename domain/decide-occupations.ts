import type { Occupation } from './employment.ts'
import type { EmploymentFact } from './fact.ts'
import { pairUp } from './pair-up.ts'

type Numbered = readonly [id: number, occupation: Occupation]

/** What one employment's occupations add to those known. One is known by its start and its name. */
export function decideOccupations(
  subject: string,
  known: ReadonlyMap<number, Occupation>,
  reported: readonly Occupation[],
  nextId: () => number,
): EmploymentFact[] {
  const before = [...known].toSorted(([, a], [, b]) => compare(a, b))
  const { pairs, ...rest } = pairUp(before, reported.toSorted(compare), [
    ([, a], b) => textOf(a) === textOf(b),
    ([, a], b) => a.startDate === b.startDate && a.name?.original === b.name?.original,
  ])
  return [
    ...pairs.flatMap(([held, to]) => changes(subject, held, to)),
    ...rest.reported.map((occupation): EmploymentFact => {
      const effective = occupation.startDate
      return { kind: 'OccupationReported', subject, effective, data: { id: nextId(), occupation } }
    }),
    ...rest.withdrawn.map(([id, occupation]): EmploymentFact => {
      const effective = occupation.startDate
      return { kind: 'OccupationWithdrawn', subject, effective, data: { id, occupation } }
    }),
  ]
}

function changes(subject: string, [id, from]: Numbered, to: Occupation): EmploymentFact[] {
  if (textOf(from) === textOf(to)) return []
  const { endDate } = to
  const hasEnded = from.endDate === null && endDate !== null
  if (hasEnded && textOf({ ...from, endDate }) === textOf(to)) {
    return [{ kind: 'OccupationEnded', subject, effective: endDate, data: { id, endDate } }]
  }
  return [{ kind: 'OccupationCorrected', subject, effective: to.startDate, data: { id, from, to } }]
}

function compare(a: Occupation, b: Occupation): number {
  return textOf(a) < textOf(b) ? -1 : 1
}

/** All that INSS says of it. How a name splits into code and label is ours, and no news. */
function textOf({ startDate, endDate, description, name, locale }: Occupation): string {
  return JSON.stringify([startDate, name?.original, endDate, description, locale])
}
