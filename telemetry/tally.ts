import type { Registry } from 'prom-client'
import { Counter } from 'prom-client'

type Words = Readonly<Record<string, readonly string[]>>
type Labels<W extends Words> = { readonly [Label in keyof W]: W[Label][number] }

/** A counter whose labels take words from closed lists: an id, or a person's data, does not fit. */
export interface Tally<W extends Words> {
  add(labels: Labels<W>, by?: number): void
}

/** Each of its series starts at zero: Prometheus sees no increase in one that begins at one. */
export function createTally<const W extends Words>(
  registry: Registry,
  { name, help, words }: { name: string; help: string; words: W },
): Tally<W> {
  const labelNames = Object.keys(words)
  const counter = new Counter({ name, help, labelNames, registers: [registry] })
  for (const labels of combinations(words)) counter.inc(labels, 0)
  return { add: (labels, by = 1) => counter.inc({ ...labels }, by) }
}

function combinations(words: Words): Record<string, string>[] {
  return Object.entries(words).reduce<Record<string, string>[]>(
    (sofar, [label, values]) =>
      sofar.flatMap((labels) => values.map((value) => ({ ...labels, [label]: value }))),
    [{}],
  )
}
