import { describe, expect, it } from 'vitest'
import { fold } from './fold.ts'
import type { LifeEvent } from './life.ts'
import type { SalaryRecord } from './record.ts'

const at = '2026-01-10'
const employmentId = 'e1'
const month = '2025-12'

const salary = (base_amount: string, type: string | null = 'REGULAR'): SalaryRecord => ({
  base_amount,
  retained_amount: '100.00',
  type,
  month,
  currency: 'BRL',
})
const occupation = (start_date: string, end_date: string | null = null) => ({
  start_date,
  end_date,
  description: 'PADEIRO',
  name: 'PADEIRO - 8483-05',
  locale: 'Urbana',
})
const reported: LifeEvent[] = [
  {
    at,
    kind: 'EmploymentReported',
    employmentId,
    startDate: '2025-12-01',
    employer: { name: 'PADARIA', code: '00990017', economic_activity: '4721-1 - PADARIA' },
  },
  { at, kind: 'OccupationReported', employmentId, occupation: occupation('2025-12-01') },
  { at, kind: 'SalaryReported', employmentId, month, salary: salary('1000.00') },
]
const shownAfter = (...events: LifeEvent[]) => fold([...reported, ...events]).employments

describe('what an institution shows', () => {
  it('is the employment as reported, with its occupation and salary', () => {
    expect(shownAfter()).toEqual([
      {
        id: employmentId,
        start_date: '2025-12-01',
        end_date: null,
        employer_data: { name: 'PADARIA', code: '00990017', economic_activity: '4721-1 - PADARIA' },
        occupations: [occupation('2025-12-01')],
        salaries: [salary('1000.00')],
      },
    ])
  })

  it('has the new amount after a restatement, in the place of the old one', () => {
    const [from, to] = [salary('1000.00'), salary('1100.00')]
    const other: LifeEvent = {
      at,
      kind: 'SalaryReported',
      employmentId,
      month,
      salary: salary('500.00', 'THIRTEENTH'),
    }
    const restated: LifeEvent = { at, kind: 'SalaryRestated', employmentId, month, from, to }
    expect(shownAfter(other, restated)[0]?.salaries).toEqual([to, other.salary])
  })

  it('has the type once it is known', () => {
    const [from, to] = [salary('900.00', null), salary('900.00')]
    const events: LifeEvent[] = [
      { at, kind: 'SalaryReported', employmentId, month, salary: from },
      { at, kind: 'SalaryReclassified', employmentId, month, from, to },
    ]
    expect(shownAfter(...events)[0]?.salaries).toEqual([salary('1000.00'), to])
  })

  it('loses one copy of a salary that is withdrawn, not both', () => {
    const twice: LifeEvent = {
      at,
      kind: 'SalaryReported',
      employmentId,
      month,
      salary: salary('1000.00'),
    }
    const withdrawn: LifeEvent = { ...twice, kind: 'SalaryWithdrawn' }
    expect(shownAfter(twice)[0]?.salaries).toHaveLength(2)
    expect(shownAfter(twice, withdrawn)[0]?.salaries).toHaveLength(1)
  })

  it('closes the open occupation at a promotion, and all at the end, which can be undone', () => {
    const promoted: LifeEvent[] = [
      { at, kind: 'OccupationEnded', employmentId, endDate: '2026-01-09' },
      { at, kind: 'OccupationReported', employmentId, occupation: occupation('2026-01-10') },
    ]
    const ended: LifeEvent = { at, kind: 'EmploymentEnded', employmentId, endDate: '2026-02-01' }
    const reopened: LifeEvent = { at, kind: 'EmploymentReopened', employmentId }
    const first = occupation('2025-12-01', '2026-01-09')
    expect(shownAfter(...promoted, ended)[0]).toMatchObject({
      end_date: '2026-02-01',
      occupations: [first, occupation('2026-01-10', '2026-02-01')],
    })
    expect(shownAfter(...promoted, ended, reopened)[0]).toMatchObject({
      end_date: null,
      occupations: [first, occupation('2026-01-10')],
    })
  })

  it('has the new name of an employer, and nothing of an employment no longer reported', () => {
    const renamed: LifeEvent = {
      at,
      kind: 'EmployerRenamed',
      employmentId,
      from: 'PADARIA',
      to: 'PAES',
    }
    expect(shownAfter(renamed)[0]?.employer_data.name).toBe('PAES')
    expect(shownAfter({ at, kind: 'EmploymentNoLongerReported', employmentId })).toEqual([])
  })

  it('changes of an owner only what changed', () => {
    const owner = {
      id: 'o1',
      internal_identification: null,
      display_name: 'Livia',
      email: null,
      phone_number: null,
      address: 'Rua Um',
      document_id: null,
    }
    const events: LifeEvent[] = [
      { at, kind: 'OwnerReported', owner },
      { at, kind: 'OwnerChanged', ownerId: 'o1', change: { address: 'Rua Dois' } },
    ]
    expect(fold(events).owners).toEqual([{ ...owner, address: 'Rua Dois' }])
  })

  it('cannot follow from events about what was never reported', () => {
    expect(() => fold([{ at, kind: 'EmploymentReopened', employmentId }])).toThrow(/never reported/)
    const unknown: LifeEvent = {
      at,
      kind: 'SalaryWithdrawn',
      employmentId,
      month,
      salary: salary('1.00'),
    }
    expect(() => shownAfter(unknown)).toThrow(/No such salary/)
  })
})
