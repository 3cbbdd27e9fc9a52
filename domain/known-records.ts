import type { Known } from './known.ts'
import type { Owner } from './owner.ts'
import type { Job } from './work.ts'

/** The employments that are still reported, as answers show them: the oldest first. */
export function knownEmployments({ employments }: Known): Job[] {
  return [...employments]
    .filter(([, { reported }]) => reported)
    .map(([id, { belvoId, employer, startDate, endDate, occupations, salaries }]) => ({
      id,
      belvoId,
      employer,
      startDate,
      endDate,
      occupations: inOrderOf(occupations, ({ startDate }) => startDate ?? last),
      salaries: inOrderOf(salaries, ({ month }) => month),
      collectedAt: null,
    }))
    .toSorted((a, b) => compare([a.startDate, a.id], [b.startDate, b.id]))
}

/** The owners that are still reported. */
export function knownOwners({ owners }: Known): (Owner & { readonly id: string })[] {
  return [...owners]
    .filter(([, { reported }]) => reported)
    .map(([id, { belvoId, documentType, personal }]) => ({
      id,
      belvoId,
      documentType,
      personal,
      collectedAt: null,
    }))
}

const last = '9999-12-31'

/** Records by a date of theirs, those of one date in the order in which they became known. */
function inOrderOf<T>(records: ReadonlyMap<number, T>, dateOf: (record: T) => string): T[] {
  return [...records]
    .toSorted(([a, one], [b, other]) => compare([dateOf(one), a], [dateOf(other), b]))
    .map(([, record]) => record)
}

type Rank<Tie> = readonly [text: string, tie: Tie]

function compare<Tie extends string | number>(
  [text, tie]: Rank<Tie>,
  [otherText, otherTie]: Rank<Tie>,
): number {
  if (text !== otherText) return text < otherText ? -1 : 1
  return tie < otherTie ? -1 : 1
}
