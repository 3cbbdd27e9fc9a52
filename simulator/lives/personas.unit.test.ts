import { describe, expect, it } from 'vitest'
import type { Life, LifeEvent } from './life.ts'
import { peopleOf } from './people.ts'

const { named } = peopleOf('personas')
const today = new Date('2026-11-23')

const lifeOf = (persona: string): Life => {
  const life = named.find(({ person }) => person.persona === persona)
  if (!life) throw new Error(`No persona ${persona}`)
  return life
}
const jobsOf = (persona: string) => lifeOf(persona).snapshotAt(today).employments
const salariesOf = (persona: string) => jobsOf(persona).flatMap(({ salaries }) => salaries)

describe('what the personas promise', () => {
  it('the steady worker had another job once and now has 2410.50 a month', () => {
    const [before, now] = jobsOf('steady-worker')
    expect(before?.end_date).toBe('2021-02-12')
    expect(now).toMatchObject({
      end_date: null,
      employer_data: { economic_activity: '4721-1 - PADARIA E CONFEITARIA' },
      occupations: [{ name: 'PADEIRO - 8483-05', locale: 'Urbana' }],
    })
    expect(now?.salaries.at(-1)).toMatchObject({ base_amount: '2410.50', month: '2026-10' })
  })

  it('the thirteenth comes in two parts, with the contribution on the second', () => {
    const parts = salariesOf('thirteenth').filter(({ type }) => type === 'THIRTEENTH')
    expect(parts).toMatchObject([
      { month: '2025-11', base_amount: '472.50', retained_amount: '0.00' },
      { month: '2025-12', base_amount: '472.50', retained_amount: '70.88' },
    ])
  })

  it('two jobs are open at once; a change of jobs leaves a gap paid by choice', () => {
    expect(jobsOf('two-jobs').map(({ end_date }) => end_date)).toEqual([null, null])
    const [before, gap, now] = jobsOf('job-change')
    expect([before?.end_date, now?.start_date]).toEqual(['2024-06-28', '2025-03-05'])
    expect(gap?.salaries.map(({ type }) => type)).toEqual(Array(7).fill('VOLUNTARY'))
    expect(gap?.occupations).toEqual([])
  })

  it('the pensioner has RETIREMENT salaries without contribution beside a job', () => {
    const pension = salariesOf('retirement').filter(({ type }) => type === 'RETIREMENT')
    expect(pension.length).toBeGreaterThan(30)
    expect(new Set(pension.map(({ retained_amount }) => retained_amount))).toEqual(
      new Set(['0.00']),
    )
  })

  it('the rural worker has one job a year and no locale', () => {
    expect(jobsOf('rural-worker')).toHaveLength(10)
    for (const { end_date, occupations } of jobsOf('rural-worker')) {
      expect(end_date).not.toBeNull()
      expect(occupations.map(({ locale }) => locale)).toEqual([null])
    }
  })

  it('thirty years hold more than 1,500 salaries, the oldest without a type', () => {
    expect(salariesOf('thirty-years').length).toBeGreaterThan(1500)
    expect(salariesOf('thirty-years')[0]).not.toHaveProperty('type')
  })

  it('nothing is found of the one, and the other belongs to another institution', () => {
    expect(lifeOf('nothing-found').snapshotAt(today)).toMatchObject({
      employments: [],
      owners: [{ document_id: { document_type: 'CPF' } }],
    })
    expect(lifeOf('another-institution').person.institution).toBe('ofmockbank_br_retail')
    expect(lifeOf('steady-worker').person.institution).toBe('inss_br_employment')
  })

  it('credentials stop working ten days after they were given, and new ones work again', () => {
    const { institutionAccepts } = lifeOf('expiring-password')
    const tenDaysLater = new Date(today.getTime() + 10 * 86_400_000)
    expect(institutionAccepts(today, today)).toBe('ok')
    expect(institutionAccepts(tenDaysLater, today)).toBe('login_error')
    expect(institutionAccepts(tenDaysLater, tenDaysLater)).toBe('ok')
    expect(lifeOf('steady-worker').institutionAccepts(tenDaysLater, today)).toBe('ok')
  })
})

describe('what is odd comes again, whatever the day on which one begins to watch', () => {
  it.each([
    ['restated-month', 'SalaryRestated', 5],
    ['late-type', 'SalaryReclassified', 5],
    ['doubled-month', 'SalaryWithdrawn', 5],
    ['employment-disappears', 'EmploymentNoLongerReported', 14],
    ['name-change', 'OwnerChanged', 14],
    ['taken-back', 'EmploymentReopened', 53],
    ['rural-worker', 'EmploymentEnded', 53],
    ['steady-worker', 'SalaryReported', 5],
  ] as const)('%s has %s within %i weekly refreshes', (persona, kind, weeks) => {
    for (let days = 0; days < 800; days += 3) {
      const from = new Date(today.getTime() + days * 86_400_000)
      const to = new Date(from.getTime() + weeks * 7 * 86_400_000)
      const kinds = lifeOf(persona).eventsBetween(from, to).map(toKind)
      expect(kinds).toContain(kind)
    }
  })
})

function toKind({ kind }: LifeEvent) {
  return kind
}
