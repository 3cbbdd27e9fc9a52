import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diceOf } from '../lives/dice.ts'
import type { FaultName } from './catalogue.ts'
import { FAULT_NAMES } from './catalogue.ts'
import type { FaultPlan, Occasion } from './plan.ts'
import { decide, FaultSwitch } from './plan.ts'

const asking: Occasion = { at: 'request', route: 'GET /api/owners/', resource: 'OWNERS', link: 'a' }

describe('a fault plan', () => {
  it('strikes alike for the same seed, plan and occasions', () => {
    const plan = FAULT_NAMES.map((fault) => FaultSwitch.parse({ fault, rate: 0.3 }))
    fc.assert(
      fc.property(fc.string(), fc.array(occasions), (seed, occasions) => {
        expect(played(plan, occasions, seed)).toEqual(played(plan, occasions, seed))
      }),
    )
  })

  it('strikes always at rate 1, never at rate 0, and as often as told in between', () => {
    const struck = (rate: number) =>
      played([FaultSwitch.parse({ fault: 'reset', rate })], Array(2000).fill(asking), 'x').flat()
    expect(struck(1)).toHaveLength(2000)
    expect(struck(0)).toHaveLength(0)
    const never = [FaultSwitch.parse({ fault: 'reset', rate: 0 })]
    expect(decide(never, asking, () => 0).struck).toEqual([])
    expect(struck(0.25).length).toBeGreaterThan(400)
    expect(struck(0.25).length).toBeLessThan(600)
  })

  it('runs out after the given times', () => {
    const plan = [FaultSwitch.parse({ fault: 'unexpected_error', times: 2 })]
    expect(played(plan, [asking, asking, asking], 'x')).toEqual([
      ['unexpected_error'],
      ['unexpected_error'],
      [],
    ])
  })

  it('touches only what its where describes, and notices only with faults of notices', () => {
    const link = '00000000-0000-4000-8000-000000000001'
    const plan = [
      FaultSwitch.parse({ fault: 'reset', where: { resource: 'OWNERS', link } }),
      FaultSwitch.parse({ fault: 'drop', where: { link } }),
    ]
    const occasions: Occasion[] = [
      { ...asking, link },
      asking,
      { at: 'notice', resource: 'OWNERS', link },
    ]
    expect(played(plan, occasions, 'x')).toEqual([['reset'], [], ['drop']])
  })

  it('refuses a fault nobody knows and a rate that is none', () => {
    expect(FaultSwitch.safeParse({ fault: 'typo' }).success).toBe(false)
    expect(FaultSwitch.safeParse({ fault: 'reset', rate: 2 }).success).toBe(false)
    expect(FaultSwitch.safeParse({ fault: 'reset', where: { url: '/' } }).success).toBe(false)
  })
})

const occasions = fc.record({
  at: fc.constantFrom('request', 'notice'),
  resource: fc.constantFrom('OWNERS', 'EMPLOYMENTS', 'LINK'),
})

function played(plan: FaultPlan, occasions: readonly Occasion[], seed: string): FaultName[][] {
  const dice = diceOf(seed)
  let now = plan
  return occasions.map((occasion) => {
    const { struck, plan } = decide(now, occasion, dice)
    now = plan
    return struck
  })
}
