import { describe, it } from 'vitest'
import { readCnae } from './classification.ts'
import { maybeShort, whole } from './testing/answers.ts'
import { given } from './testing/given.ts'
import { baker, bakery, day, pay } from './testing/records.ts'
import { reported, said } from './testing/said.ts'

describe('a first report', () => {
  it('tells the job, its occupations and its salaries, month by month', () => {
    const [october, september] = [pay('2026-10', '2410.50'), pay('2026-09', '2410.50')]
    given()
      .when(whole({ ...bakery, occupations: [baker], salaries: [october, september] }))
      .says(
        said(
          'EmploymentReported',
          {
            belvoId: 'belvo-a',
            employer: bakery.employer,
            startDate: day('2021-03-01'),
            endDate: null,
          },
          '2021-03-01',
        ),
        said('OccupationReported', { id: 1, occupation: baker }, '2021-03-01'),
        said('SalaryReported', { id: 2, salary: september }, '2026-09-01'),
        said('SalaryReported', { id: 3, salary: october }, '2026-10-01'),
      )
  })

  it('tells of a job that is over with its end, and not that it ended', () => {
    const over = { ...bakery, endDate: day('2023-01-31') }
    given()
      .when(whole(over))
      .says(...reported(over))
  })
})

describe('a job', () => {
  const known = reported(bakery)

  it('ends, is ended on another day, and goes on after all', () => {
    const [friday, monday] = [day('2026-10-30'), day('2026-11-02')]
    given(...known)
      .when(maybeShort({ ...bakery, endDate: friday }))
      .says(said('EmploymentEnded', { endDate: friday }, friday))
      .when(maybeShort({ ...bakery, endDate: monday }))
      .says(said('EmploymentEndCorrected', { from: friday, to: monday }, monday))
      .when(maybeShort(bakery))
      .says(said('EmploymentReopened', { endDate: monday }, monday))
  })

  it('has its start corrected', () => {
    const [from, to] = [bakery.startDate, day('2021-03-15')]
    given(...known)
      .when(maybeShort({ ...bakery, startDate: to }))
      .says(said('EmploymentStartCorrected', { from, to }, to))
  })

  it('has an employer who takes another name', () => {
    const [from, to] = ['Padaria Aurora Ltda', 'Aurora Alimentos S.A.']
    given(...known)
      .when(maybeShort({ ...bakery, employer: { ...bakery.employer, name: to } }))
      .says(said('EmployerRenamed', { from, to }))
  })

  it('has an employer who goes into another trade', () => {
    const { code, economicActivity } = bakery.employer
    const to = { code, economicActivity: readCnae('1091-1/02 - FABRICACAO DE PAES') }
    given(...known)
      .when(maybeShort({ ...bakery, employer: { ...bakery.employer, ...to } }))
      .says(said('EmployerDescribed', { from: { code, economicActivity }, to }))
  })

  it('is no news when we learn to split what INSS wrote', () => {
    const economicActivity = { original: '4721-1 - PADARIA', code: null, label: null }
    given(...known)
      .when(whole({ ...bakery, employer: { ...bakery.employer, economicActivity } }))
      .saysNothing()
  })

  it('of a pensioner has salaries of the type RETIREMENT, and no occupation', () => {
    const pension = { ...bakery, salaries: [pay('2026-10', '1518.00', { type: 'RETIREMENT' })] }
    given()
      .when(whole(pension))
      .says(...reported(pension))
  })
})

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

describe('an answer that leaves something out', () => {
  const october = pay('2026-10', '2410.50')
  const full = { ...bakery, occupations: [baker], salaries: [october] }

  it('erases nothing, as long as its shortness may be Belvo’s', () => {
    const bonus = pay('2026-10', '10.00')
    given(...reported({ ...full, salaries: [october, bonus] }))
      .when(maybeShort())
      .saysNothing()
      .leavesOut('EmploymentNoLongerReported job-1')
      .when(maybeShort(bakery))
      .saysNothing()
      .leavesOut(
        'OccupationWithdrawn job-1 1',
        'SalaryWithdrawn job-1 2',
        'SalaryWithdrawn job-1 3',
      )
  })

  it('that is proven withdraws what it leaves out, and keeps the job that is gone', () => {
    given(...reported(full))
      .when(whole(bakery))
      .says(
        said('OccupationWithdrawn', { id: 1, occupation: baker }, '2021-03-01'),
        said('SalaryWithdrawn', { id: 2, salary: october }, '2026-10-01'),
      )
      .when(whole())
      .says(said('EmploymentNoLongerReported', {}))
      .when(whole())
      .saysNothing()
  })

  it('is followed by the job’s return, with what is new in it', () => {
    const november = pay('2026-11', '2410.50')
    given(...reported(full))
      .when(whole())
      .says(said('EmploymentNoLongerReported', {}))
      .when(maybeShort({ ...full, salaries: [october, november] }))
      .says(
        said('EmploymentReportedAgain', {}),
        said('SalaryReported', { id: 3, salary: november }, '2026-11-01'),
      )
  })

  it('may be followed by its return under another id', () => {
    given(...reported(full))
      .when(whole())
      .says(said('EmploymentNoLongerReported', {}))
      .when(whole({ ...full, belvoId: 'belvo-b' }))
      .says(
        said('EmploymentReportedAgain', {}),
        said('EmploymentReidentified', { from: 'belvo-a', to: 'belvo-b' }),
      )
  })
})

describe('a record that Belvo collected', () => {
  const [monday, sunday] = [new Date('2026-11-23T06:00:00Z'), new Date('2026-11-22T06:00:00Z')]
  const october = pay('2026-10', '2530.00')
  const raised = { ...bakery, salaries: [october] }

  it('earlier than the one that is known adds nothing, nor is it missing', () => {
    given()
      .when(maybeShort({ ...raised, collectedAt: monday }))
      .says(...reported(raised))
      .when(whole({ ...bakery, collectedAt: sunday }))
      .saysNothing()
      .leavesOut()
  })

  it('nobody knows when counts as news, and does not make what follows it older', () => {
    given()
      .when(whole({ ...bakery, collectedAt: monday }))
      .says(...reported(bakery))
      .when(whole(raised))
      .says(said('SalaryReported', { id: 1, salary: october }, '2026-10-01'))
      .when(whole({ ...bakery, collectedAt: sunday }))
      .saysNothing()
  })

  it('later, and else the same, is no news', () => {
    given()
      .when(whole({ ...raised, collectedAt: sunday }))
      .says(...reported(raised))
      .when(whole({ ...raised, collectedAt: monday }))
      .saysNothing()
      .when(whole({ ...bakery, collectedAt: sunday }))
      .saysNothing()
  })

  it('at the same instant, in another spelling, is not earlier', () => {
    const [written, anew] = ['2026-11-20T14:03:09.880Z', '2026-11-20T14:03:09.880102+00:00']
    given()
      .when(whole({ ...bakery, collectedAt: new Date(written) }))
      .says(...reported(bakery))
      .when(whole({ ...raised, collectedAt: new Date(anew) }))
      .says(said('SalaryReported', { id: 1, salary: october }, '2026-10-01'))
      .when(whole({ ...raised, collectedAt: new Date(written) }))
      .saysNothing()
  })
})
