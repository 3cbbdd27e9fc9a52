import { expect, it } from 'vitest'
import { meanOf, medianOf } from './average.ts'
import type { Amount } from './money.ts'

const amounts = (...texts: string[]) => texts as Amount[]

it('rounds a mean to centavos, halves away from zero', () => {
  expect(meanOf(amounts('1.00', '2.00', '2.00'))).toBe('1.67')
  expect(meanOf(amounts('0.01', '0.02'))).toBe('0.02')
  expect(meanOf(amounts('-0.01', '-0.02'))).toBe('-0.02')
  expect(meanOf(amounts('0.0049'))).toBe('0.00')
  expect(meanOf([])).toBeNull()
})

it('finds the amount in the middle, by value and not by text', () => {
  expect(medianOf(amounts('10.00', '9.00', '100.00'))).toBe('10.00')
  expect(medianOf(amounts('10.00', '9.00', '100.00', '11.01'))).toBe('10.51')
  expect(medianOf([])).toBeNull()
})
