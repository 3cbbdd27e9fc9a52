import type { Arbitrary } from 'fast-check'
import fc from 'fast-check'
import type { Month } from '../calendar.ts'
import { readCbo, readCnae } from '../classification.ts'
import type { Employment, Occupation, Salary } from '../employment.ts'
import type { Amount } from '../money.ts'
import { day } from './records.ts'

/** The records of one answer. Few values, so that they collide: ids, employers, dates, months, amounts. */
export const answered: Arbitrary<Employment[]> = fc.uniqueArray(
  recordOf({
    belvoIds: ['a', 'b', 'c', 'd'],
    codes: ['01222333', '04555666', null],
    starts: ['2021-03-01', '2022-02-01'],
    ends: ['2021-12-31', '2025-06-30', null],
  }),
  { selector: ({ belvoId }) => belvoId, maxLength: 4 },
)

/** Answers as they were read, one after the other, each proven whole or not. */
export const reading: Arbitrary<{ records: Employment[]; isWhole: boolean }[]> = fc.array(
  fc.record({ records: answered, isWhole: fc.boolean() }),
  { maxLength: 4 },
)

/**
 * Three jobs, two of them with one employer, each collected three times; answers that have some of
 * these records; and the same answers twice, in any order.
 */
export const collections: Arbitrary<{ answers: Employment[][]; anyhow: Employment[][] }> = fc
  .tuple(
    collectedThrice({
      belvoIds: ['a'],
      codes: ['01222333'],
      starts: ['2015-01-05'],
      ends: ['2019-12-31', '2018-06-30'],
    }),
    collectedThrice({
      belvoIds: ['b'],
      codes: ['01222333'],
      starts: ['2021-03-01', '2022-02-01'],
      ends: [null, '2025-06-30'],
    }),
    collectedThrice({ belvoIds: ['c'], codes: [null], starts: ['2021-03-01'], ends: [null] }),
  )
  .chain((jobs) =>
    fc.array(fc.tuple(...jobs.map((versions) => fc.option(fc.constantFrom(...versions)))), {
      minLength: 1,
      maxLength: 5,
    }),
  )
  .map((answers) => answers.map((records) => records.filter((record) => record !== null)))
  .chain((answers) => {
    const twice = [...answers, ...answers]
    const all = { minLength: twice.length, maxLength: twice.length }
    return fc.record({ answers: fc.constant(answers), anyhow: fc.shuffledSubarray(twice, all) })
  })

interface Choices {
  belvoIds: readonly string[]
  codes: readonly (string | null)[]
  starts: readonly string[]
  ends: readonly (string | null)[]
}

function collectedThrice(choices: Choices): Arbitrary<Employment[]> {
  const days = ['2026-11-09', '2026-11-16', '2026-11-23']
  return fc.tuple(
    ...days.map((on) =>
      recordOf(choices).map((record) => ({ ...record, collectedAt: new Date(on) })),
    ),
  )
}

function recordOf({ belvoIds, codes, starts, ends }: Choices): Arbitrary<Employment> {
  return fc.record({
    belvoId: fc.constantFrom(...belvoIds),
    employer: fc.record({
      name: fc.constantFrom('Padaria Aurora Ltda', 'Aurora Alimentos S.A.', null),
      code: fc.constantFrom(...codes),
      economicActivity: fc.constantFrom(readCnae('4721-1 - PADARIA'), null),
    }),
    startDate: fc.constantFrom(...starts.map(day)),
    endDate: fc.constantFrom(...ends.map((end) => (end === null ? null : day(end)))),
    occupations: fc.array(occupation(), { maxLength: 3 }),
    salaries: fc.array(salary(), { maxLength: 6 }),
    collectedAt: fc.constant(null),
  })
}

function occupation(): Arbitrary<Occupation> {
  return fc.record({
    startDate: fc.constantFrom(day('2021-03-01'), day('2024-05-01'), null),
    endDate: fc.constantFrom(day('2024-04-30'), null),
    description: fc.constantFrom('PADEIRO', 'CONFEITEIRO'),
    name: fc.constantFrom(readCbo('PADEIRO - 8483-05'), null),
    locale: fc.constantFrom('Urbana', null),
  })
}

function salary(): Arbitrary<Salary> {
  return fc.record({
    month: fc.constantFrom(...(['2025-11', '2025-12', '2026-01'] as Month[])),
    type: fc.constantFrom('REGULAR', 'THIRTEENTH', null),
    baseAmount: fc.constantFrom(...(['900.00', '1000.00', '2410.50'] as Amount[])),
    inssRetainedAmount: fc.constantFrom('75.00' as Amount, null),
    currency: fc.constant('BRL'),
  })
}
