import { describe, it } from 'vitest'
import type { Occupation } from './employment.ts'
import { maybeShort, whole } from './testing/answers.ts'
import { given } from './testing/given.ts'
import { baker, bakery, day } from './testing/records.ts'
import { reported, said } from './testing/said.ts'

describe('an occupation', () => {
  const asBaker = { ...bakery, occupations: [baker] }
  const confectioner: Occupation = { ...baker, startDate: day('2024-05-01') }

  it('ends, and another of the same name begins', () => {
    const endDate = day('2024-04-30')
    given(...reported(asBaker))
      .when(maybeShort({ ...bakery, occupations: [confectioner, { ...baker, endDate }] }))
      .says(
        said('OccupationEnded', { id: 1, endDate }, endDate),
        said('OccupationReported', { id: 2, occupation: confectioner }, '2024-05-01'),
      )
  })

  it('has its end corrected, and goes on after all', () => {
    const [may, june] = [day('2024-05-31'), day('2024-06-30')]
    const [until, longer] = [
      { ...baker, endDate: may },
      { ...baker, endDate: june },
    ]
    given(...reported({ ...bakery, occupations: [until] }))
      .when(maybeShort({ ...bakery, occupations: [longer] }))
      .says(said('OccupationCorrected', { id: 1, from: until, to: longer }, '2021-03-01'))
      .when(maybeShort(asBaker))
      .says(said('OccupationCorrected', { id: 1, from: longer, to: baker }, '2021-03-01'))
  })

  it('without a place, as Belvo may send it, is known again', () => {
    const placeless = { ...baker, locale: null }
    given(...reported({ ...bakery, occupations: [placeless] }))
      .when(whole({ ...bakery, occupations: [placeless] }))
      .saysNothing()
      .when(whole(asBaker))
      .says(said('OccupationCorrected', { id: 1, from: placeless, to: baker }, '2021-03-01'))
  })

  it('held twice at once, under one name, is two', () => {
    given(...reported(asBaker))
      .when(maybeShort({ ...bakery, occupations: [baker, baker] }))
      .says(said('OccupationReported', { id: 2, occupation: baker }, '2021-03-01'))
      .when(whole(asBaker))
      .says(said('OccupationWithdrawn', { id: 2, occupation: baker }, '2021-03-01'))
  })

  it('of another name or start is another occupation', () => {
    given(...reported(asBaker))
      .when(whole({ ...bakery, occupations: [confectioner] }))
      .says(
        said('OccupationReported', { id: 2, occupation: confectioner }, '2024-05-01'),
        said('OccupationWithdrawn', { id: 1, occupation: baker }, '2021-03-01'),
      )
  })
})
