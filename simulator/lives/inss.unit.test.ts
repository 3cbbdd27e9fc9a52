import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contributionOn, minimumWage } from './inss.ts'

it.each([
  { month: '2026-01', reais: 1621, contribution: 121.58 },
  { month: '2026-06', reais: 8475.55, contribution: 988.09 },
  { month: '2026-06', reais: 20_000, contribution: 988.09 },
  { month: '2024-03', reais: 1412, contribution: 105.9 },
  { month: '2019-12', reais: 5839.45, contribution: 642.34 },
  { month: '2019-12', reais: 998, contribution: 79.84 },
])('retains $contribution of $reais in $month, as published', ({ month, reais, contribution }) => {
  expect(contributionOn(reais * 100, month)).toBe(Math.round(contribution * 100))
})

it('never retains less of a higher pay, and never a seventh of it, since 2020', () => {
  const pay = fc.integer({ min: 0, max: 3_000_000 })
  fc.assert(
    fc.property(pay, pay, fc.integer({ min: 2020, max: 2040 }), (one, other, year) => {
      const [low, high] = one < other ? [one, other] : [other, one]
      const month = `${year}-07`
      expect(contributionOn(low, month)).toBeLessThanOrEqual(contributionOn(high, month))
      expect(contributionOn(high, month)).toBeLessThanOrEqual(high * 0.14 + 1)
    }),
  )
})

it('keeps the newest minimum wage for years to come', () => {
  expect(minimumWage('2026-01')).toBe(162_100)
  expect(minimumWage('2039-01')).toBe(162_100)
  expect(minimumWage('1995-01')).toBe(10_000)
})
