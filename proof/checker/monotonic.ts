import type { Evidence, Holding, LinkVersion, NoticeRow, Reading } from './evidence.ts'
import type { Violation } from './violation.ts'

/** I3: an older snapshot never wins over a newer one, and an empty or short answer never is news. */
export function monotonic({ versions, readings, notices, holdings }: Evidence): Violation[] {
  const announced = new Map(notices.map((notice) => [notice.id, notice]))
  const ofLinks = Map.groupBy(versions, ({ linkId }) => linkId)
  return [
    ...[...ofLinks.values()].flatMap(goingBack),
    ...readings.flatMap((reading) => shortAnswer(reading, announced)),
    ...holdings.flatMap(behindBelvo),
  ]
}

const onlyForward = [
  'revision',
  'employmentsReadAtMs',
  'ownersReadAtMs',
  'retrievedAtMs',
] as const satisfies readonly (keyof LinkVersion)[]

/** Judged over every committed version: the next read would hide a step back. */
function goingBack(ofOne: readonly LinkVersion[]): Violation[] {
  return ofOne.flatMap((version, at) =>
    onlyForward
      .filter((clock) => (version[clock] ?? 0) < (ofOne[at - 1]?.[clock] ?? 0))
      .map((clock) => broken(`${clock} went back`, `link ${version.linkId}`)),
  )
}

function shortAnswer(
  { linkId, records, notices }: Reading,
  known: ReadonlyMap<number, NoticeRow>,
): Violation[] {
  const totals = notices.map((id) => known.get(id)?.announcedTotal ?? null)
  const newest = totals.findLast((total) => total !== null) ?? 0
  if (records >= newest) return []
  const what = `an answer of ${records} records was applied where ${newest} were announced`
  return [broken(what, `link ${linkId}, notices ${notices.join(', ')}`)]
}

function behindBelvo({ linkId, atBelvo, ours }: Holding): Violation[] {
  const held = new Set(ours)
  const missing = atBelvo.filter((line) => !held.has(line))
  if (missing.length === 0) return []
  const what = `${missing.length} of ${atBelvo.length} values that Belvo shows are not held`
  return [{ ...broken(what, `link ${linkId}`), mayHeal: true }]
}

function broken(what: string, where: string): Violation {
  return { invariant: 'I3', what, where, mayHeal: false }
}
