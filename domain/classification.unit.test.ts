import { expect, it } from 'vitest'
import { readCbo, readCnae } from './classification.ts'

it('splits an economic activity and an occupation into code and label', () => {
  expect(readCnae('6421-2 - BANCOS COMERCIAIS')).toMatchObject({
    code: '6421-2',
    label: 'BANCOS COMERCIAIS',
  })
  expect(readCnae('4721-1/02 - PADARIA - CONFEITARIA').label).toBe('PADARIA - CONFEITARIA')
  expect(readCbo('ANALISTA DE PRODUTOS - BANCARIOS - 2525-40')).toMatchObject({
    code: '2525-40',
    label: 'ANALISTA DE PRODUTOS - BANCARIOS',
  })
})

it('keeps what it cannot split as it came', () => {
  expect(readCnae('COMERCIO VAREJISTA')).toEqual({
    original: 'COMERCIO VAREJISTA',
    code: null,
    label: null,
  })
})
