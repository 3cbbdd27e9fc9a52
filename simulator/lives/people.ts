import type { Life } from './life.ts'
import { live } from './live.ts'
import { PERSONAS } from './personas.ts'

export interface People {
  /** One per persona; their CPFs are the same for every seed. */
  named: Life[]
  /** The life behind a synthetic CPF, `undefined` for any other: real people stay outside. */
  byCpf(cpf: string): Life | undefined
}

export function peopleOf(seed: string): People {
  const named = PERSONAS.map((script) => live(script, seed))
  return {
    named,
    byCpf: (cpf) => named.find(({ person }) => person.cpf === cpf),
  }
}
