import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isValidCpf, serialOf, syntheticCpf } from './cpf.ts'

const serial = fc.integer({ min: 0, max: 999_998 })

it('every synthetic CPF is valid, shows that it is synthetic, and gives its serial back', () => {
  fc.assert(
    fc.property(serial, (serial) => {
      const cpf = syntheticCpf(serial)
      expect(isValidCpf(cpf)).toBe(true)
      expect(cpf).toMatch(/^999/)
      expect(serialOf(cpf)).toBe(serial)
    }),
  )
})

it('a wrong check digit makes a CPF invalid', () => {
  const place = fc.constantFrom(9, 10)
  fc.assert(
    fc.property(serial, place, fc.integer({ min: 1, max: 9 }), (serial, place, more) => {
      const digits = [...syntheticCpf(serial)].map(Number)
      digits[place] = ((digits[place] ?? 0) + more) % 10
      expect(isValidCpf(digits.join(''))).toBe(false)
    }),
  )
})

it('a valid CPF outside the synthetic ones has no serial, and repeated digits are no CPF', () => {
  // Published by Belvo as its mock user.
  expect(isValidCpf('76109277673')).toBe(true)
  expect(serialOf('76109277673')).toBeUndefined()
  expect(isValidCpf('11111111111')).toBe(false)
  expect(() => syntheticCpf(999_999)).toThrow(RangeError)
})
