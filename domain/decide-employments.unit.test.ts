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
