import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDigits } from './check-digits.ts'
import { checkExternalId, externalIdAdvice } from './external-id.ts'

const digits = (length: number) =>
  fc.stringMatching(new RegExp(`^\\d{${length}}$`)).filter((text) => !/^(\d)\1+$/.test(text))
const cpf = digits(9).map((root) => root + checkDigits(root, 11))
const cnpj = digits(12).map((root) => root + checkDigits(root, 9))
const mobile = fc.stringMatching(/^(0|55)?[1-9]{2}9\d{8}$/)

describe('an external id', () => {
  it.each(['abc', 'HJLSI-897809', 'customer-52998224725', 'A_b-9', 'x'.repeat(128)])(
    'is accepted as the caller wrote it: %s',
    (text) => expect(checkExternalId(text)).toEqual({ kind: 'accepted', externalId: text }),
  )

  it.each(['', 'ab', 'x'.repeat(129), 'ana@example.com', 'maria silva', 'joão', 'a/b', 'abc\n'])(
    'is refused when Belvo would not take its shape: %j',
    (text) => expect(checkExternalId(text)).toEqual({ kind: 'refused', rule: 'shape' }),
  )

  it('is never somebody’s CPF, CNPJ or mobile number, however it is written', () => {
    fc.assert(
      fc.property(fc.oneof(cpf, cnpj, mobile), fc.nat(), (number, at) => {
        const cut = at % number.length
        const dressed = `${number.slice(0, cut)}-${number.slice(cut)}`
        expect(checkExternalId(number).kind).toBe('refused')
        expect(checkExternalId(dressed).kind).toBe('refused')
        expect(checkExternalId(`customer-${number}`).kind).toBe('accepted')
      }),
    )
  })

  it.each([
    ['529982247-25', 'cpf'],
    ['11222333000181', 'cnpj'],
    ['11987654321', 'mobile_number'],
    ['55-11-98765-4321', 'mobile_number'],
  ] as const)('is refused with the rule that it breaks: %s is a %s', (text, rule) => {
    expect(checkExternalId(text)).toEqual({ kind: 'refused', rule })
  })

  it.each(['12345678900', '11222333000182', '11187654321', '00000000000', '12345678'])(
    'may be a plain number that is none of these: %s',
    (text) => expect(checkExternalId(text).kind).toBe('accepted'),
  )

  it.each(['cpf', 'cnpj', 'mobile_number'] as const)(
    'refused as %s comes with the advice to prefix one’s ids',
    (rule) => expect(externalIdAdvice(rule)).toContain('prefix it'),
  )
})
