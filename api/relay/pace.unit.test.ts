import { expect, it } from 'vitest'
import { Pace } from './pace.ts'

it('halves at trouble, never below one, and grows back one step at a time', () => {
  const pace = new Pace({ max: 8 })
  pace.stumbled()
  expect(pace.limit).toBe(4)
  for (let i = 0; i < 4; i += 1) pace.stumbled()
  expect(pace.limit).toBe(1)
  pace.succeeded()
  expect(pace.limit).toBe(2)
  pace.succeeded()
  pace.succeeded()
  expect(pace.limit).toBe(3)
  for (let i = 0; i < 100; i += 1) pace.succeeded()
  expect(pace.limit).toBe(8)
})

it('begins where it is told to, and keeps the least that it is given', () => {
  const pace = new Pace({ max: 8, min: 2, first: 4 })
  expect(pace.limit).toBe(4)
  for (let i = 0; i < 4; i += 1) pace.stumbled()
  expect(pace.limit).toBe(2)
})
