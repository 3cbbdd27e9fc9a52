import { describe, it } from 'vitest'
import type { Employment, Salary } from './employment.ts'
import type { Amount } from './money.ts'
import { maybeShort, whole } from './testing/answers.ts'
import { given } from './testing/given.ts'
import { bakery, pay } from './testing/records.ts'
import { reported, said } from './testing/said.ts'

describe('a salary', () => {
  const [october, raised] = [pay('2026-10', '2410.50'), pay('2026-10', '2530.00')]
  const november = pay('2026-11', '2410.50')

  it('of a new month is reported, and the months before are not told again', () => {
    given(...reported(paying(october)))
      .when(maybeShort(paying(november, october)))
      .says(said('SalaryReported', { id: 2, salary: november }, '2026-11-01'))
  })

  it('is restated with both amounts, and restated again when the correction is taken back', () => {
    given(...reported(paying(october)))
      .when(maybeShort(paying(raised)))
      .says(said('SalaryRestated', { id: 1, from: october, to: raised }, '2026-10-01'))
      .when(maybeShort(paying(october)))
      .says(said('SalaryRestated', { id: 1, from: raised, to: october }, '2026-10-01'))
  })

  it('is restated when only the contribution to INSS is another', () => {
    const to = { ...october, inssRetainedAmount: '181.20' as Amount }
    given(...reported(paying(october)))
      .when(maybeShort(paying(to)))
      .says(said('SalaryRestated', { id: 1, from: october, to }, '2026-10-01'))
  })

  it('is restated in the currency it was paid in', () => {
    const to = { ...october, currency: 'USD' }
    given(...reported(paying(october)))
      .when(maybeShort(paying(to)))
      .says(said('SalaryRestated', { id: 1, from: october, to }, '2026-10-01'))
  })

  it('without a type gets one later, as a reclassification', () => {
    const untyped = { ...october, type: null }
    given(...reported(paying(untyped)))
      .when(maybeShort(paying(october)))
      .says(said('SalaryReclassified', { id: 1, from: untyped, to: october }, '2026-10-01'))
  })

  it('that gets its type and another amount at once is reclassified, then restated', () => {
    const untyped = { ...october, type: null }
    given(...reported(paying(untyped)))
      .when(maybeShort(paying(raised)))
      .says(
        said('SalaryReclassified', { id: 1, from: untyped, to: october }, '2026-10-01'),
        said('SalaryRestated', { id: 1, from: october, to: raised }, '2026-10-01'),
      )
  })

  it('keeps the type it has when the thirteenth of its month comes', () => {
    const untyped = pay('2025-12', '2410.50', { type: null })
    const thirteenth = pay('2025-12', '1205.25', { type: 'THIRTEENTH' })
    const typed = { ...untyped, type: 'REGULAR' }
    given(...reported(paying(untyped)))
      .when(maybeShort(paying(thirteenth, typed)))
      .says(
        said('SalaryReclassified', { id: 1, from: untyped, to: typed }, '2025-12-01'),
        said('SalaryReported', { id: 2, salary: thirteenth }, '2025-12-01'),
      )
  })

  it('of the thirteenth comes in two parts, in two months, beside the pay of each', () => {
    const [first, second] = [
      pay('2025-11', '1205.25', { type: 'THIRTEENTH' }),
      pay('2025-12', '1205.25', { type: 'THIRTEENTH' }),
    ]
    const [ofNovember, ofDecember] = [pay('2025-11', '2410.50'), pay('2025-12', '2410.50')]
    given(...reported(paying(ofNovember)))
      .when(maybeShort(paying(ofNovember, first)))
      .says(said('SalaryReported', { id: 2, salary: first }, '2025-11-01'))
      .when(maybeShort(paying(second, ofDecember, first, ofNovember)))
      .says(
        said('SalaryReported', { id: 3, salary: second }, '2025-12-01'),
        said('SalaryReported', { id: 4, salary: ofDecember }, '2025-12-01'),
      )
  })

  it('of the thirteenth may come in two parts in one month: two equal records are two', () => {
    const part = pay('2025-12', '1205.25', { type: 'THIRTEENTH' })
    given(...reported(paying(part)))
      .when(maybeShort(paying(part, part)))
      .says(said('SalaryReported', { id: 2, salary: part }, '2025-12-01'))
      .when(maybeShort(paying(part, part)))
      .saysNothing()
      .when(whole(paying(part)))
      .says(said('SalaryWithdrawn', { id: 2, salary: part }, '2025-12-01'))
  })

  it('is told from another of its month and type by the order of their amounts', () => {
    const [low, high] = [pay('2026-10', '900.00'), pay('2026-10', '10000.00')]
    const [lower, higher] = [pay('2026-10', '890.00'), pay('2026-10', '10100.00')]
    given(...reported(paying(high, low)))
      .when(maybeShort(paying(higher, lower)))
      .says(
        said('SalaryRestated', { id: 2, from: low, to: lower }, '2026-10-01'),
        said('SalaryRestated', { id: 1, from: high, to: higher }, '2026-10-01'),
      )
  })

  it('is never told from another by the order of the list', () => {
    const thirteenth = pay('2026-10', '1205.25', { type: 'THIRTEENTH' })
    given(...reported(paying(october, thirteenth, november)))
      .when(whole(paying(november, thirteenth, october)))
      .saysNothing()
  })

  it('of another type is another salary', () => {
    const voluntary = pay('2026-10', '2410.50', { type: 'VOLUNTARY' })
    given(...reported(paying(october)))
      .when(whole(paying(voluntary)))
      .says(
        said('SalaryReported', { id: 2, salary: voluntary }, '2026-10-01'),
        said('SalaryWithdrawn', { id: 1, salary: october }, '2026-10-01'),
      )
  })

  it('of a type that Belvo invents tomorrow is kept in its words', () => {
    const share = pay('2026-10', '300.00', { type: 'PROFIT_SHARE' })
    given(...reported(paying(october)))
      .when(maybeShort(paying(october, share)))
      .says(said('SalaryReported', { id: 2, salary: share }, '2026-10-01'))
  })

  it('withdrawn and reported again is a new one: its number is not given twice', () => {
    given(...reported(paying(october)))
      .when(whole(paying()))
      .says(said('SalaryWithdrawn', { id: 1, salary: october }, '2026-10-01'))
      .when(whole(paying(october)))
      .says(said('SalaryReported', { id: 2, salary: october }, '2026-10-01'))
  })
})

function paying(...salaries: Salary[]): Employment {
  return { ...bakery, salaries }
}
