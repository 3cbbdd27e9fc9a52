import { describe, expect, it } from 'vitest'
import type { CalendarDate, Month } from './calendar.ts'
import type { OpenJob } from './overdue-salaries.ts'
import { decideOverdueSalaries } from './overdue-salaries.ts'

const employment = '0f0d5b54-6a53-4c7b-9d4c-3f7ad1c3b9a2'

const job = (seenOn: string, paid: Record<string, string | null>): OpenJob => ({
  id: employment,
  startDate: '2025-03-10' as CalendarDate,
  seenOn: seenOn as CalendarDate,
  lastSalaries: Object.entries(paid).map(([month, type]) => ({
    month: month as Month,
    type,
    currency: 'BRL',
  })),
})

const overdue = (months: number) => [{ kind: 'SalaryOverdue', detail: { employment, months } }]
const noLonger = (because: string) => [
  { kind: 'SalaryNoLongerOverdue', detail: { employment, because } },
]

describe('the salary of an open job', () => {
  it.each([
    ['the month itself and the one before are not due', '2026-12-31', '2026-10', []],
    ['one month is late', '2027-01-01', '2026-10', []],
    ['two months are late', '2027-01-01', '2026-09', overdue(2)],
    ['it has been silent for long', '2026-11-23', '2025-04', overdue(17)],
  ])('is judged by the months that are due: %s', (_, seenOn, lastPaid, facts) => {
    expect(decideOverdueSalaries([job(seenOn, { [lastPaid]: 'REGULAR' })], [])).toEqual(facts)
  })

  it('is awaited from the first month on', () => {
    expect(decideOverdueSalaries([job('2025-05-30', {})], [])).toEqual([])
    expect(decideOverdueSalaries([job('2025-06-01', {})], [])).toEqual(overdue(2))
  })

  it('counts without a type, and not as a thirteenth or an unknown word', () => {
    const silent = (type: string | null) =>
      decideOverdueSalaries([job('2027-01-20', { '2026-08': 'REGULAR', '2026-12': type })], [])
    expect(silent(null)).toEqual([])
    expect(silent('THIRTEENTH')).toEqual(overdue(3))
    expect(silent('BONUS')).toEqual(overdue(3))
  })

  it('is awaited of work only, not of a pension', () => {
    expect(decideOverdueSalaries([job('2026-11-23', { '2025-01': 'RETIREMENT' })], [])).toEqual([])
  })
})

describe('an episode', () => {
  it('begins once, however long it goes on', () => {
    const silent = job('2027-04-01', { '2026-09': 'REGULAR' })
    expect(decideOverdueSalaries([silent], [employment])).toEqual([])
  })

  it('ends when pay is reported, or the job is not open any more', () => {
    const paid = job('2027-01-20', { '2026-12': 'REGULAR' })
    expect(decideOverdueSalaries([paid], [employment])).toEqual(noLonger('salary_reported'))
    expect(decideOverdueSalaries([], [employment])).toEqual(noLonger('employment_not_open'))
  })
})
