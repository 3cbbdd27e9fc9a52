import type { Evidence, FactRow, Holding, NoticeRow } from './evidence.ts'
import type { Violation } from './violation.ts'

/** I2: however often a notice was delivered, it has one row, its facts stand once, its records too. */
export function oneEffect({ notices, facts, holdings }: Evidence): Violation[] {
  return [
    ...rowsOfOneEvent(notices),
    ...factsToldTwice(facts),
    ...changesWithoutChange(facts),
    ...holdings.flatMap(recordsTwice),
  ]
}

function rowsOfOneEvent(notices: readonly NoticeRow[]): Violation[] {
  const fromBelvo = notices.filter(({ event }) => event !== null)
  const ofOneDay = Map.groupBy(fromBelvo, ({ receivedOn, event }) => `${receivedOn} ${event}`)
  return [...ofOneDay.values()]
    .filter((rows) => rows.length > 1)
    .map((rows) => doubled('one event has several rows', `notices ${idsOf(rows)}`))
}

// A fetch that sets back keeps its notices open: each further try may say so again.
const maybeRepeated = new Set(['FetchFailed'])

function factsToldTwice(facts: readonly FactRow[]): Violation[] {
  const caused = facts.filter(
    ({ kind, causedByNotices }) => causedByNotices && !maybeRepeated.has(kind),
  )
  const same = Map.groupBy(caused, ({ linkId, content }) => `${linkId} ${content}`)
  return [...same.values()].flatMap(([first, again]) =>
    again === undefined
      ? []
      : [doubled(`${again.kind} stands twice for one cause`, positions(first, again))],
  )
}

const changes = new Set([
  'LinkConnected',
  'LinkCurrent',
  'LinkNeedsPerson',
  'LinkRecovered',
  'LinkReopened',
  'LinkStale',
  'LinkGone',
  'LinkDisconnected',
])

/** A link cannot become what it is: two equal changes in a row are one change written twice. */
function changesWithoutChange(facts: readonly FactRow[]): Violation[] {
  const ofLinks = Map.groupBy(
    facts.filter(({ kind }) => changes.has(kind)),
    ({ linkId }) => linkId,
  )
  return [...ofLinks.values()].flatMap((ofOne) =>
    ofOne.flatMap((fact, at) => {
      const before = ofOne[at - 1]
      return before?.kind === fact.kind
        ? [doubled(`${fact.kind} without a change between`, positions(before, fact))]
        : []
    }),
  )
}

function recordsTwice({ linkId, atBelvo, ours }: Holding): Violation[] {
  const wanted = countOf(atBelvo)
  const surplus = [...countOf(ours)].filter(([line, times]) => times > (wanted.get(line) ?? times))
  return surplus.length === 0
    ? []
    : [doubled(`${surplus.length} records stand more often than at Belvo`, `link ${linkId}`)]
}

function countOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  return counts
}

const idsOf = (rows: readonly NoticeRow[]) => rows.map(({ id }) => id).join(', ')

function positions(first: FactRow | undefined, again: FactRow): string {
  return `link ${again.linkId}, ledger ${first?.position} and ${again.position}`
}

function doubled(what: string, where: string): Violation {
  return { invariant: 'I2', what, where, mayHeal: false }
}
