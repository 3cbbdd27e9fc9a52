import { serialOf, syntheticCpf } from './cpf.ts'
import { generate } from './generate.ts'
import type { Life } from './life.ts'
import { live } from './live.ts'
import { CLOSED_DOORS } from './personas/closed-doors.ts'
import { ODD_BOOKS } from './personas/odd-books.ts'
import { ORDINARY } from './personas/ordinary.ts'
import { TURNS } from './personas/turns.ts'

export interface People {
  /** One per persona; their CPFs are the same for every seed. */
  named: Life[]
  /** The life behind a synthetic CPF, `undefined` for any other: real people stay outside. */
  byCpf(cpf: string): Life | undefined
  /** One of those nobody wrote by hand; `index` from 0 to 899,998. */
  generated(index: number): Life
}

export function peopleOf(seed: string): People {
  const named = PERSONAS.map((script) => live(script, seed))
  const byName = new Map(named.map((life) => [life.person.cpf, life]))
  const generated = (index: number) => {
    if (index < 0) throw new RangeError(`Generated people begin at 0, not at ${index}`)
    return live(generate(syntheticCpf(FIRST_GENERATED + index), seed), seed)
  }
  return {
    named,
    byCpf(cpf) {
      const serial = serialOf(cpf) ?? -1
      return serial < FIRST_GENERATED ? byName.get(cpf) : generated(serial - FIRST_GENERATED)
    },
    generated,
  }
}

const PERSONAS = [...ORDINARY, ...TURNS, ...ODD_BOOKS, ...CLOSED_DOORS]

/** Serials below are for people with a name. */
const FIRST_GENERATED = 100_000
