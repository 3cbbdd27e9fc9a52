import type { Verdict } from './judge.ts'
import type { Invariant } from './violation.ts'

const names: Record<Invariant, string> = {
  I1: 'no loss',
  I2: 'one effect',
  I3: 'monotonic',
  I4: 'one life',
  I5: 'bounded',
  I6: 'no leak',
  I7: 'liveness',
}

const shownMax = 10

/** The verdict for a terminal: a line for each invariant, and the first violations of each. */
export function verdictTable({ count, violations }: Verdict): string {
  const lines = Object.entries(names).flatMap(([name, meaning]) => {
    const invariant = name as Invariant
    const found = violations.filter((violation) => violation.invariant === invariant)
    const shown = found.slice(0, shownMax).map(({ what, where }) => `      ${where}: ${what}`)
    const more = found.length > shownMax ? [`      and ${found.length - shownMax} more`] : []
    const holds = count[invariant] === 0 ? 'holds' : `${count[invariant]} violations`
    return [`  ${invariant}  ${meaning.padEnd(12)}${holds}`, ...shown, ...more]
  })
  return lines.join('\n')
}
