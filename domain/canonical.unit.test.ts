import { expect, it } from 'vitest'
import type { CalendarDate, Month } from './calendar.ts'
import { canonicalText } from './canonical.ts'
import type { Employment, Salary } from './employment.ts'
import type { Amount } from './money.ts'
import type { Owner } from './owner.ts'
import { Private } from './private.ts'

const salary = (month: string, amount: string): Salary => ({
  month: month as Month,
  type: 'REGULAR',
  baseAmount: amount as Amount,
  inssRetainedAmount: null,
  currency: 'BRL',
})

const employment = (belvoId: string, salaries: Salary[], collectedAt: Date | null): Employment => ({
  belvoId,
  employer: { name: 'Padaria Aurora Ltda', code: '01222333', economicActivity: null },
  startDate: '2021-03-01' as CalendarDate,
  endDate: null,
  occupations: [],
  salaries,
  collectedAt,
})

const owner = (name: string): Owner => ({
  belvoId: 'a',
  documentType: 'CPF',
  personal: {
    internalIdentification: null,
    documentNumber: null,
    displayName: new Private(name),
    email: null,
    phoneNumber: null,
    address: null,
  },
  collectedAt: null,
})

it('is the same for the same content in another order, collected at another time', () => {
  const [october, november] = [salary('2026-10', '2410.50'), salary('2026-11', '2410.50')]
  const once = [employment('a', [october, november], null), employment('b', [], null)]
  const again = [
    employment('b', [], new Date(1)),
    employment('a', [november, october], new Date(2)),
  ]
  expect(canonicalText(again)).toBe(canonicalText(once))
})

it('differs for every difference in content', () => {
  const texts = [
    [employment('a', [], null)],
    [employment('b', [], null)],
    [employment('a', [salary('2026-10', '2410.50')], null)],
    [employment('a', [salary('2026-10', '2410.51')], null)],
    [employment('a', [salary('2026-10', '2410.50'), salary('2026-10', '2410.50')], null)],
    [owner('Marina')],
    [owner('Mariana')],
    [],
  ].map(canonicalText)
  expect(new Set(texts).size).toBe(texts.length)
})
