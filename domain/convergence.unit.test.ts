import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalText } from './canonical.ts'
import type { Employment } from './employment.ts'
import { fold } from './evolve.ts'
import type { Fact } from './fact.ts'
import type { Known, KnownEmployment } from './known.ts'
import { nothingKnown } from './known.ts'
import { factsText, readFacts } from './stored-fact.ts'
import type { Answer } from './testing/answers.ts'
import { maybeShort, whole } from './testing/answers.ts'
import { answered, collections, reading } from './testing/histories.ts'

/**
 * What converges, exactly. Let Belvo keep its ids, let every record have the instant at which it was
 * collected, one content for one instant, and let what its lists leave out be proven gone. Then what
 * is known of each job is what its latest record says, in whichever order and however often the
 * answers were read. Our own ids and numbers may differ, and so may whether a job is still reported:
 * an absence has no instant of its own, so that the answer read last decides about it.
 */
it('comes to the same by the same answers, in any order and repetition', () => {
  fc.assert(
    fc.property(collections, ({ answers, anyhow }) => {
      const latest = textsOf(latestOfEach(answers.flat()))
      expect(textsOf(jobsIn(read(answers.map(wholly))))).toEqual(latest)
      expect(textsOf(jobsIn(read(anyhow.map(wholly))))).toEqual(latest)
    }),
  )
})

describe('whatever is known', () => {
  it('a whole answer, once taken in, is what is reported, no more and no less', () => {
    fc.assert(
      fc.property(reading, answered, (before, records) => {
        const known = read([...before.map(answerOf), wholly(records)])
        expect(textsOf(jobsIn(known).filter(isReported))).toEqual(textsOf(records))
      }),
    )
  })

  it('an answer says the same in any order of its lists, and nothing the second time', () => {
    fc.assert(
      fc.property(reading, answered, fc.boolean(), (before, records, isWhole) => {
        const known = read(before.map(answerOf))
        const once = answerOf({ records, isWhole })(known)
        const again = answerOf({ records: records.map(listedBackwards).toReversed(), isWhole })
        expect(factsText(again(known).facts)).toBe(factsText(once.facts))
        expect(again(once.after).facts).toEqual([])
      }),
    )
  })

  it('a year of equal answers, each collected a week later, yields nothing', () => {
    fc.assert(
      fc.property(answered, fc.boolean(), (records, isWhole) => {
        const [first = [], ...year] = Array.from({ length: 53 }, (_, week) =>
          collectedAt(new Date(Date.UTC(2026, 0, 1 + 7 * week)), records),
        )
        const known = read([wholly(first)])
        for (const week of year) {
          expect(answerOf({ records: week, isWhole })(known).facts).toEqual([])
        }
      }),
    )
  })

  it('an empty answer says nothing until it is proven, and even then erases nothing', () => {
    fc.assert(
      fc.property(reading, (before) => {
        const known = read(before.map(answerOf))
        expect(maybeShort()(known).facts).toEqual([])
        const emptied = whole()(known).after
        expect(textsOf(jobsIn(emptied))).toEqual(textsOf(jobsIn(known)))
        expect(jobsIn(emptied).filter(isReported)).toEqual([])
      }),
    )
  })

  it('a record collected earlier says nothing, whatever is in it', () => {
    fc.assert(
      fc.property(answered, answered, (late, early) => {
        const known = read([wholly(collectedAt(new Date('2026-11-23'), late))])
        const isKnown = ({ belvoId }: Employment) => late.some((job) => job.belvoId === belvoId)
        const older = collectedAt(new Date('2026-11-22'), early).filter(isKnown)
        expect(maybeShort(...older)(known).facts).toEqual([])
      }),
    )
  })

  it('the facts alone, kept as text, tell it from zero', () => {
    fc.assert(
      fc.property(reading, (answers) => {
        let live: Known = nothingKnown
        const ledger: string[] = []
        for (const answer of answers.map(answerOf)) {
          const { facts, after } = answer(live)
          ledger.push(factsText(facts))
          live = after
        }
        expect(fold(ledger.flatMap(factsIn)).employments).toEqual(live.employments)
      }),
    )
  })
})

function read(answers: readonly Answer[]): Known {
  return answers.reduce((known, answer) => answer(known).after, nothingKnown)
}

function wholly(records: readonly Employment[]): Answer {
  return whole(...records)
}

function answerOf({ records, isWhole }: { records: Employment[]; isWhole: boolean }): Answer {
  return isWhole ? whole(...records) : maybeShort(...records)
}

function latestOfEach(records: readonly Employment[]): Employment[] {
  const latest = new Map<string, Employment>()
  const earlierFirst = records.toSorted((a, b) => Number(a.collectedAt) - Number(b.collectedAt))
  for (const record of earlierFirst) latest.set(record.belvoId, record)
  return [...latest.values()]
}

function collectedAt(at: Date, records: readonly Employment[]): Employment[] {
  return records.map((record) => ({ ...record, collectedAt: at }))
}

function listedBackwards({ occupations, salaries, ...job }: Employment): Employment {
  return { ...job, occupations: occupations.toReversed(), salaries: salaries.toReversed() }
}

function factsIn(text: string): Fact[] {
  return readFacts(text).flatMap((read) => (read.kind === 'fact' ? [read.fact] : []))
}

function jobsIn({ employments }: Known): KnownEmployment[] {
  return [...employments.values()]
}

function isReported({ reported }: KnownEmployment): boolean {
  return reported
}

/** All that is said of each job but our own ids and numbers. */
function textsOf(jobs: readonly (Employment | KnownEmployment)[]): string[] {
  return jobs.map(textOf).sort()
}

function textOf(job: Employment | KnownEmployment): string {
  const { belvoId, employer, startDate, endDate } = job
  const lists = { occupations: [...job.occupations.values()], salaries: [...job.salaries.values()] }
  return canonicalText([{ belvoId, employer, startDate, endDate, ...lists, collectedAt: null }])
}
