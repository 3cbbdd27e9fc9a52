import { describe, expect, it } from 'vitest'
import { outcomeOf } from './fault-outcome.ts'

const overAtMs = 5_000
const sent = (event: string, intendedAtMs: number, isAccepted = true) => ({
  event,
  intendedAtMs,
  acceptedAtMs: isAccepted ? intendedAtMs + 10 : null,
})
const applied = (event: string, atMs: number, times = 1) => ({ event, atMs, times })

describe('the outcome of a fault', () => {
  it('has as lost what was accepted and had no effect, and nothing else', () => {
    const notices = [sent('a', 1_000), sent('b', 2_000), sent('c', 3_000, false)]
    const outcome = outcomeOf('a kill', notices, [applied('a', 1_500)], overAtMs)
    expect(outcome).toMatchObject({ notices: 3, accepted: 2, lost: 1, settledAfterMs: null })
  })

  it('has as doubled what had its effect twice, also where nobody was told of the first', () => {
    const notices = [sent('a', 1_000), sent('b', 2_000, false)]
    const effects = [applied('a', 1_500, 2), applied('b', 2_500, 2)]
    expect(outcomeOf('a kill', notices, effects, overAtMs).doubled).toBe(2)
  })

  it('is settled with the last effect of what was due before the end of the fault', () => {
    const notices = [sent('a', 1_000), sent('b', 4_900), sent('c', 9_000)]
    const effects = [applied('a', 1_500), applied('b', 6_200), applied('c', 30_000)]
    expect(outcomeOf('a kill', notices, effects, overAtMs).settledAfterMs).toBe(1_200)
  })
})
