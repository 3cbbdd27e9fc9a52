import type { Evidence } from './evidence.ts'
import type { Violation } from './violation.ts'

const restingEventsMax = 80

/** I5: a resting history holds at most 80 events. */
export function bounded({ runs }: Evidence): Violation[] {
  return runs
    .filter(({ isOpen, events }) => isOpen && events > restingEventsMax)
    .map(({ linkId, events }) => ({
      invariant: 'I5',
      what: `rests with a history of ${events} events`,
      where: `link ${linkId}`,
      mayHeal: false,
    }))
}
