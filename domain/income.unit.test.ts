import { describe, expect, it } from 'vitest'
import type { CalendarDate, Month } from './calendar.ts'
import { monthsThrough } from './calendar.ts'
import { incomeOf } from './income.ts'
import { job, paid } from './testing/job.ts'
import type { Job } from './work.ts'

const seenOn = '2026-11-20' as CalendarDate
const months = monthsThrough('2026-07' as Month, '2026-10' as Month)
const income = (...jobs: Job[]) => incomeOf(jobs, { months, seenOn, until: seenOn })
const steps = (...jobs: Job[]) => income(...jobs).months.map(({ state, total }) => [state, total])

describe('a month of income', () => {
  it('is the sum of all jobs, which are listed', () => {
    const clinic = job('clinic', ['2020-01-01'], paid('2026-10', '0.20'))
    const hospital = job('hospital', ['2020-01-01'], paid('2026-10', '0.10'))
    expect(income(clinic, hospital).months.at(-1)).toEqual({
      month: '2026-10',
      state: 'reported',
      total: '0.30',
      pays: [
        { employment: 'clinic', amount: '0.20', records: 1, untyped: 0 },
        { employment: 'hospital', amount: '0.10', records: 1, untyped: 0 },
      ],
      missing: [],
    })
  })

  it('is null and not zero where pay is missing, not yet due, or there was no work', () => {
    expect(steps(job('bakery', ['2026-08-01'], paid('2026-09', '2410.50')))).toEqual([
      ['no_work', null],
      ['missing', null],
      ['reported', '2410.50'],
      ['excused', null],
    ])
  })

  it('is partial where one of two jobs is reported', () => {
    const clinic = job('clinic', ['2020-01-01'], paid('2026-07', '2000.00'))
    const hospital = job('hospital', ['2020-01-01'])
    const {
      months: [july],
      jobs,
    } = income(clinic, hospital)
    expect(july).toMatchObject({ state: 'partial', total: '2000.00', missing: ['hospital'] })
    expect(jobs.map(({ monthsMissing }) => monthsMissing)).toEqual([
      ['2026-08', '2026-09'],
      ['2026-07', '2026-08', '2026-09'],
    ])
  })

  it('counts salaries of no type and says how many, and adds a month that came in two records', () => {
    const bakery = job(
      'bakery',
      ['2020-01-01'],
      paid('2026-10', '1000.00', { type: null }),
      paid('2026-10', '410.50'),
    )
    expect(income(bakery).months.at(-1)?.pays).toEqual([
      { employment: 'bakery', amount: '1410.50', records: 2, untyped: 1 },
    ])
  })

  it('counts what was paid after the end of a job', () => {
    expect(steps(job('bakery', ['2020-01-01', '2026-07-31'], paid('2026-08', '88.00')))[1]).toEqual(
      ['reported', '88.00'],
    )
  })
})

describe('mean and median', () => {
  it('are of the months that are reported, not of those that are missing', () => {
    const bakery = job(
      'bakery',
      ['2026-01-01'],
      paid('2026-07', '1000.00'),
      paid('2026-09', '1000.00'),
      paid('2026-10', '1000.01'),
    )
    expect(income(bakery)).toMatchObject({ mean: '1000.00', median: '1000.00' })
  })

  it('are of the totals for the person and of each job for itself', () => {
    const clinic = job(
      'clinic',
      ['2020-01-01'],
      paid('2026-09', '100.00'),
      paid('2026-10', '300.00'),
    )
    const hospital = job('hospital', ['2020-01-01'], paid('2026-10', '1000.00'))
    const { mean, median, jobs } = income(clinic, hospital)
    expect([mean, median]).toEqual(['700.00', '700.00'])
    expect(jobs).toMatchObject([
      { employment: 'clinic', monthsReported: 2, mean: '200.00' },
      { employment: 'hospital', monthsReported: 1, mean: '1000.00' },
    ])
  })

  it('are null where nothing is reported', () => {
    expect(income(job('bakery', ['2026-10-05']))).toMatchObject({ mean: null, median: null })
  })
})

describe('what is no month’s pay', () => {
  it('stands apart by type: a thirteenth in two parts, a pension, contributions by choice', () => {
    const bakery = job(
      'bakery',
      ['2020-01-01'],
      paid('2026-10', '2410.50'),
      paid('2026-09', '600.10', { type: 'THIRTEENTH' }),
      paid('2026-10', '600.15', { type: 'THIRTEENTH' }),
    )
    const pension = job('inss', ['2023-08-01'], paid('2026-10', '3421.77', { type: 'RETIREMENT' }))
    const carne = job('carne', ['2026-08-01'], paid('2026-08', '1412.00', { type: 'VOLUNTARY' }))
    const { mean, apart, jobs } = income(bakery, pension, carne)
    expect(mean).toBe('2410.50')
    expect(jobs.map(({ employment }) => employment)).toEqual(['bakery'])
    expect(apart).toEqual([
      {
        type: 'THIRTEENTH',
        currency: 'BRL',
        total: '1200.25',
        salaries: [
          { employment: 'bakery', month: '2026-09', amount: '600.10' },
          { employment: 'bakery', month: '2026-10', amount: '600.15' },
        ],
      },
      {
        type: 'RETIREMENT',
        currency: 'BRL',
        total: '3421.77',
        salaries: [{ employment: 'inss', month: '2026-10', amount: '3421.77' }],
      },
      {
        type: 'VOLUNTARY',
        currency: 'BRL',
        total: '1412.00',
        salaries: [{ employment: 'carne', month: '2026-08', amount: '1412.00' }],
      },
    ])
  })

  it('includes types that Belvo adds, and another currency, which no sum may hide', () => {
    const bakery = job(
      'bakery',
      ['2020-01-01'],
      paid('2026-10', '50.00', { type: 'BONUS' }),
      paid('2026-10', '70.00', { currency: 'USD' }),
      paid('2026-06', '50.00', { type: 'BONUS' }),
    )
    expect(income(bakery)).toMatchObject({
      mean: null,
      apart: [
        { type: 'BONUS', total: '50.00' },
        { type: 'REGULAR', currency: 'USD', total: '70.00' },
      ],
    })
  })
})
