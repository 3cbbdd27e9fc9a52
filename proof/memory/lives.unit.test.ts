import { expect, it } from 'vitest'
import { decideEmployments } from '../../domain/decide-employments.ts'
import { decideOwners } from '../../domain/decide-owners.ts'
import { fold } from '../../domain/evolve.ts'
import type { Fact } from '../../domain/fact.ts'
import { nothingKnown } from '../../domain/known.ts'
import type { Life } from '../../simulator/lives/life.ts'
import { peopleOf } from '../../simulator/lives/people.ts'
import { answerOf } from './answer-of.ts'
import { toldByFacts } from './told-by-facts.ts'
import { toldByLife } from './told-by-life.ts'

// Seven weeks over the turn of the year see thirteenth salaries, and most of what odd books hold.
const [weeks, strangers] = process.env['LONG_RUN'] ? [52, 33] : [7, 3]
const first = new Date('2025-12-08T06:00:00Z')
const weekMs = 7 * 86_400_000

const people = peopleOf('memory')
const lives = [
  ...people.named,
  ...Array.from({ length: strangers }, (_, at) => people.generated(at)),
]

it.each(lives.map((life) => [life.person.persona, life] as const))(
  'tells the life of %s as it went, nothing missing and nothing invented',
  (_, life) => {
    const read = weeksOf(life)
    const lastSeen = new Date(first.getTime() + weeks * weekMs)
    const since = first.toISOString().slice(0, 10)
    const lived = toldByLife(life.eventsBetween(new Date(0), lastSeen))
      .filter(({ at }) => at > since)
      .map(({ line }) => line)
    expect(toldByFacts(read.facts).slice(read.atFirst).sort()).toEqual(lived.sort())
  },
)

function weeksOf(life: Life): { facts: Fact[]; atFirst: number } {
  const facts: Fact[] = []
  let known = nothingKnown
  let [atFirst, last] = [0, 0]
  const by = { absence: 'proven', newId: () => `${++last}` } as const
  for (let week = 0; week <= weeks; week++) {
    const at = new Date(first.getTime() + week * weekMs)
    const { employments, owners } = answerOf(life.snapshotAt(at), at)
    for (const decision of [
      decideEmployments(known, employments, by),
      decideOwners(known, owners, by),
    ]) {
      known = fold(decision.facts, known)
      facts.push(...decision.facts)
    }
    if (week === 0) atFirst = facts.length
  }
  return { facts, atFirst }
}
