import { expect } from 'vitest'
import { fold } from '../evolve.ts'
import type { Fact } from '../fact.ts'
import type { Known } from '../known.ts'
import { factsText } from '../stored-fact.ts'
import type { Answer } from './answers.ts'

/** `given(facts).when(answer).says(facts)`, and on from there: each answer meets what is known by then. */
export function given(...facts: Fact[]) {
  return { when: (answer: Answer) => heard(fold(facts), answer) }
}

function heard(before: Known, answer: Answer) {
  const decision = answer(before)
  const here = {
    when: (next: Answer) => heard(decision.after, next),
    says: (...facts: Fact[]) => {
      expect(open(decision.facts)).toEqual(open(facts))
      return here
    },
    saysNothing: () => here.says(),
    leavesOut: (...names: string[]) => {
      expect(decision.vanishing).toEqual(names)
      return here
    },
    isUnsureOf: (records: number) => {
      expect(decision.ambiguous).toBe(records)
      return here
    },
  }
  return here
}

function open(facts: readonly Fact[]): unknown {
  return JSON.parse(factsText(facts))
}
