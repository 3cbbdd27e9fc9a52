import { expect, it } from 'vitest'
import { decideEmployments } from './decide-employments.ts'
import { fold } from './evolve.ts'
import { nothingKnown } from './known.ts'
import { knownEmployments } from './known-records.ts'
import { baker, bakery, day, pay } from './testing/records.ts'

it('shows records in order of their dates, and those of one date as they became known', () => {
  const early = { ...baker, startDate: day('2020-01-01') }
  const undated = { ...baker, startDate: null }
  const salaries = [pay('2026-10', '2.00'), pay('2026-09', '1.00'), pay('2026-10', '1.00')]
  const records = [
    { ...bakery, belvoId: 'later', startDate: day('2024-01-01') },
    { ...bakery, occupations: [undated, baker, early], salaries },
  ]
  let ids = 0
  const newId = () => `id-${ids++}`
  const { facts } = decideEmployments(nothingKnown, records, { absence: 'unproven', newId })
  const [first, second] = knownEmployments(fold(facts))

  expect([first?.startDate, second?.startDate]).toEqual(['2021-03-01', '2024-01-01'])
  expect(first?.occupations).toEqual([early, baker, undated])
  expect(first?.salaries.map(({ month }) => month)).toEqual(['2026-09', '2026-10', '2026-10'])
})

it('leaves out what is no longer reported', () => {
  const by = { absence: 'proven', newId: () => 'one' } as const
  const { facts } = decideEmployments(nothingKnown, [bakery], by)
  const known = fold(facts)
  expect(knownEmployments(known)).toHaveLength(1)
  expect(knownEmployments(fold(decideEmployments(known, [], by).facts, known))).toEqual([])
})
