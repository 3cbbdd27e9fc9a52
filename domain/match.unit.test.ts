import { describe, it } from 'vitest'
import { maybeShort, whole } from './testing/answers.ts'
import { given } from './testing/given.ts'
import { bakery, day } from './testing/records.ts'
import { reported, said } from './testing/said.ts'

describe('a job is known again', () => {
  const reidentified = said('EmploymentReidentified', { from: 'belvo-a', to: 'belvo-b' })
  const underNewId = { ...bakery, belvoId: 'belvo-b' }
  const secondContract = { ...bakery, belvoId: 'belvo-b', startDate: day('2022-02-01') }

  it('by its id at Belvo, whatever else has changed', () => {
    const moved = { ...bakery, startDate: day('2019-05-02'), endDate: day('2019-12-20') }
    given(...reported(bakery))
      .when(whole(moved))
      .says(
        said(
          'EmploymentStartCorrected',
          { from: bakery.startDate, to: moved.startDate },
          '2019-05-02',
        ),
        said('EmploymentEnded', { endDate: moved.endDate }, '2019-12-20'),
      )
  })

  it('by employer and start, when Belvo gives it another id', () => {
    given(...reported(bakery))
      .when(whole(underNewId))
      .says(reidentified)
  })

  it('by employer and start, also among contracts that overlap', () => {
    given(...reported(bakery))
      .when(maybeShort(bakery, secondContract))
      .says(...reported(secondContract, 'job-2'))
      .when(whole({ ...secondContract, belvoId: 'belvo-d' }, { ...bakery, belvoId: 'belvo-c' }))
      .says(said('EmploymentReidentified', { from: 'belvo-a', to: 'belvo-c' }), {
        ...said('EmploymentReidentified', { from: 'belvo-b', to: 'belvo-d' }),
        subject: 'job-2',
      })
  })

  it('by employer and an overlapping period, when its start is corrected too', () => {
    const startDate = day('2021-04-01')
    given(...reported(bakery))
      .when(whole({ ...underNewId, startDate }))
      .says(
        reidentified,
        said('EmploymentStartCorrected', { from: bakery.startDate, to: startDate }, startDate),
      )
  })

  it('not when it is a later job with the same employer', () => {
    const first = { ...bakery, endDate: day('2022-06-30') }
    const again = { ...underNewId, startDate: day('2024-01-08') }
    given(...reported(first))
      .when(whole(first, again))
      .says(...reported(again, 'job-2'))
      .when(whole(again, first))
      .saysNothing()
  })

  it('not by a period that overlaps, when it was left out before: that period has no end', () => {
    const later = { ...underNewId, startDate: day('2026-01-12') }
    given(...reported(bakery))
      .when(whole())
      .says(said('EmploymentNoLongerReported', {}))
      .when(whole(later))
      .says(...reported(later, 'job-2'))
  })

  it('not without an employer code: a name or a date proves no identity', () => {
    const codeless = { ...bakery, employer: { ...bakery.employer, code: null } }
    const another = { ...codeless, belvoId: 'belvo-b' }
    given(...reported(codeless))
      .when(maybeShort(another))
      .says(...reported(another, 'job-2'))
  })

  it('not while it may be the second of two contracts with one employer', () => {
    given(...reported(bakery))
      .when(maybeShort(secondContract))
      .saysNothing()
      .leavesOut('EmploymentReidentified job-1')
      .when(whole(bakery, secondContract))
      .says(...reported(secondContract, 'job-2'))
  })

  it('not when more than one might be meant: then it is new, and we say that we are unsure', () => {
    const [third, fourth] = [
      { ...bakery, belvoId: 'belvo-c' },
      { ...bakery, belvoId: 'belvo-d' },
    ]
    given(...reported(bakery))
      .when(whole(third, fourth))
      .says(
        said('EmploymentNoLongerReported', {}),
        ...reported(third, 'job-2'),
        ...reported(fourth, 'job-3'),
      )
      .isUnsureOf(2)
  })
})
