import { expect, it } from 'vitest'
import { cpfIn } from './cpf.ts'

it('finds the same digits however a CPF is written', () => {
  for (const text of ['99900000188', '999.000.001-88', ' 999 000 001 88 ', '999000001-88']) {
    expect(cpfIn(text)).toBe('99900000188')
  }
})

it.each([
  ['a wrong check digit', '999.000.001-87'],
  ['one digit over and over', '111.111.111-11'],
  ['a CNPJ', '11.222.333/0001-81'],
  ['letters', 'x99900000188'],
])('takes %s for no CPF', (_, text) => {
  expect(cpfIn(text)).toBeUndefined()
})
