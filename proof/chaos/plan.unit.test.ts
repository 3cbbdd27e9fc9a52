import { describe, expect, it } from 'vitest'
import { planOf } from './plan.ts'

const minuteMs = 60_000

describe('a plan of faults', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planOf('7', minuteMs)).toEqual(planOf('7', minuteMs))
    expect(planOf('7', minuteMs)).not.toEqual(planOf('8', minuteMs))
  })

  it('strikes every few seconds, and in time every part in every way', () => {
    const plan = planOf('7', 60 * minuteMs)
    const storm = plan.filter(({ atMs }) => atMs >= 170_000)
    const gaps = storm.slice(1).map(({ atMs }, at) => atMs - (storm[at]?.atMs ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_000)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(5_000)
    const kinds = new Set(plan.map(({ fault }) => Object.values(fault)[1]))
    expect(kinds.size).toBe(4 + 7)
  })
})
