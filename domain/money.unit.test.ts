import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Amount } from './money.ts'
import { compareAmounts, parseAmount, sumOf } from './money.ts'

it.each([
  ['2410.50', '2410.50'],
  ['2410.5', '2410.50'],
  ['2410', '2410.00'],
  ['0', '0.00'],
  ['0.01', '0.01'],
  ['02410.5000', '2410.50'],
  ['-12.5', '-12.50'],
  ['-0.0', '0.00'],
  ['999999999999999.9999', '999999999999999.9999'],
])('reads %s as %s, with nothing lost', (text, amount) => {
  expect(parseAmount(text)).toBe(amount)
})

it.each(['', 'abc', '1,50', '1e3', 'NaN', '.5', '1.2.3', ' 1'])('reads no amount in %j', (text) => {
  expect(parseAmount(text)).toBeUndefined()
})

const amounts = (...texts: string[]) => texts as Amount[]

it('adds exactly, to the last decimal of any of them', () => {
  expect(sumOf(amounts('0.10', '0.20'))).toBe('0.30')
  expect(sumOf(amounts('999999999999999.9999', '0.0001'))).toBe('1000000000000000.00')
  expect(sumOf(amounts('-5.00', '2.505'))).toBe('-2.495')
  expect(sumOf([])).toBe('0.00')
})

it('agrees with whole numbers, whatever the decimals', () => {
  const units = fc.bigInt({ min: -(10n ** 19n), max: 10n ** 19n })
  const tenThousandths = (n: bigint) => {
    const digits = `${n < 0n ? -n : n}`.padStart(5, '0')
    return parseAmount(`${n < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`) as Amount
  }
  fc.assert(
    fc.property(units, units, (a, b) => {
      expect(sumOf([tenThousandths(a), tenThousandths(b)])).toBe(tenThousandths(a + b))
      expect(Math.sign(compareAmounts(tenThousandths(a), tenThousandths(b)))).toBe(
        a === b ? 0 : a < b ? -1 : 1,
      )
    }),
  )
})
