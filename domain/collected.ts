import { canonicalText } from './canonical.ts'
import type { Employment } from './employment.ts'
import type { Owner } from './owner.ts'

/** One record for each of Belvo's ids, the latest collected, in order of id: Belvo may list one twice. */
export function latestOfEach<T extends Employment | Owner>(records: readonly T[]): T[] {
  const alike = Map.groupBy(records, ({ belvoId }) => belvoId)
  return [...alike]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]) => (same.length > 1 ? same.toSorted(latestFirst).slice(0, 1) : same))
}

function latestFirst(a: Employment | Owner, b: Employment | Owner): number {
  const laterMs = (b.collectedAt?.getTime() ?? 0) - (a.collectedAt?.getTime() ?? 0)
  return laterMs || (canonicalText([a]) < canonicalText([b]) ? -1 : 1)
}

/** Whether Belvo got this record from INSS before the one that is known. Without an instant, it did not. */
export function isOlder(
  { collectedAt }: Pick<Employment | Owner, 'collectedAt'>,
  known: Date | undefined,
): boolean {
  return collectedAt !== null && known !== undefined && collectedAt < known
}

/** When each was collected last, after these records. */
export function collectedWith(
  known: ReadonlyMap<string, Date>,
  taken: readonly { readonly subject: string; readonly record: Employment | Owner }[],
): ReadonlyMap<string, Date> {
  const collectedAt = new Map(known)
  for (const { subject, record } of taken) {
    if (record.collectedAt) collectedAt.set(subject, record.collectedAt)
  }
  return collectedAt
}
