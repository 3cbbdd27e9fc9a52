import { describe, it } from 'vitest'
import { maybeShort, whole } from './testing/answers.ts'
import { given } from './testing/given.ts'
import { baker, bakery, pay } from './testing/records.ts'
import { reported, said } from './testing/said.ts'

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
