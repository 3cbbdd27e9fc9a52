import type { Evidence } from './evidence.ts'
import type { Violation } from './violation.ts'

/** I6: no CPF, name or salary of anybody in a history, a log, a metric or an error. */
export function noLeak({ writings, canaries }: Evidence): Violation[] {
  const labels = new Map(canaries.map(({ value, label }) => [value, label]))
  if (labels.size === 0) return []
  const numbersOf = new Map([...labels.keys()].map((value) => [value, numbersIn(value)]))
  return writings.flatMap(({ name, text }) => {
    // A long run has thousands of amounts and of texts: most are told apart by what numbers there are.
    const numbers = new Set(numbersIn(text))
    const found = [...labels].filter(
      ([value]) =>
        numbersOf.get(value)?.every((number) => numbers.has(number)) && standsIn(text, value),
    )
    return [...new Set(found.map(([, label]) => label))].map((label) => ({
      invariant: 'I6',
      what: `shows ${label}`,
      where: name,
      mayHeal: false,
    }))
  })
}

function numbersIn(text: string): string[] {
  return text.match(/[\d.]+/g) ?? []
}

/** Whether the value stands by itself: an amount inside a longer number is no amount. */
export function standsIn(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    if (!/\d/.test(value)) return true
    const around = `${text[at - 1] ?? ' '}${text[at + value.length] ?? ' '}`
    if (!/[\d.]/.test(around)) return true
  }
  return false
}
