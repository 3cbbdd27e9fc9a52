import { expect, it } from 'vitest'
import { parseAmount } from './money.ts'

it.each([
  ['2410.50', '2410.50'],
  ['2410.5', '2410.50'],
  ['2410', '2410.00'],
  ['0', '0.00'],
  ['0.01', '0.01'],
  ['02410.5000', '2410.50'],
  ['-12.5', '-12.50'],
  ['999999999999999.9999', '999999999999999.9999'],
])('reads %s as %s, with nothing lost', (text, amount) => {
  expect(parseAmount(text)).toBe(amount)
})

it.each(['', 'abc', '1,50', '1e3', 'NaN', '.5', '1.2.3', ' 1'])('reads no amount in %j', (text) => {
  expect(parseAmount(text)).toBeUndefined()
})
