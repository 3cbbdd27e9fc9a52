import { expect, it } from 'vitest'
import { factInWords } from './fact-words.ts'

it.each([
  [{}, ''],
  [{ from: 'Padaria Sol', to: null }, 'antes: Padaria Sol; depois: nada'],
  [{ from: '2021-03-01', to: '2021-04-01' }, 'antes: 01/03/2021; depois: 01/04/2021'],
  [{ id: 1, salary: { month: '2026-10', type: null } }, 'nº: 1; salário (mês: 10/2026)'],
  [
    { from: { baseAmount: { amount: '1234567.005', currency: 'BRL' } }, to: {} },
    'antes (valor bruto: R$\u00a01.234.567,005); depois (nada)',
  ],
  [{ title: { code: '2011-05' }, later: 'x' }, 'cargo (código: 2011-05); later: x'],
])('says %j in Portuguese, and changes no amount and no code', (data, said) => {
  expect(factInWords(data)).toBe(said)
})
