import { expect, it } from 'vitest'
import { evolve, fold } from './evolve.ts'
import { nothingKnown } from './known.ts'
import { baker, bakery, marina, pay } from './testing/records.ts'
import { reported, reportedOwner, said } from './testing/said.ts'

const [october, raised] = [pay('2026-10', '2410.50'), pay('2026-10', '2530.00')]
const facts = [
  ...reported({ ...bakery, occupations: [baker], salaries: [october] }),
  reportedOwner(marina),
]

it('leaves what was known before as it was', () => {
  const before = fold(facts)
  const restated = said('SalaryRestated', { id: 2, from: october, to: raised }, '2026-10-01')
  const after = evolve(before, restated)
  expect(before.employments.get('job-1')?.salaries.get(2)).toEqual(october)
  expect(after.employments.get('job-1')?.salaries.get(2)).toEqual(raised)
  expect(nothingKnown.employments.size).toBe(0)
})

it('comes to the same by one fact after the other as by all at once', () => {
  expect(facts.reduce(evolve, nothingKnown)).toEqual(fold(facts))
})

it('takes no fact about what was never reported', () => {
  expect(() => fold([said('EmploymentReopened', { endDate: bakery.startDate })])).toThrow('job-1')
  expect(() => fold([said('OwnerReportedAgain', {})])).toThrow('owner-1')
})
