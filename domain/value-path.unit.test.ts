import { describe, expect, it } from 'vitest'
import type { Fact } from './fact.ts'
import { Private } from './private.ts'
import { bakery, day, marina, pay } from './testing/records.ts'
import { isBehind, parseValuePath } from './value-path.ts'

const [job, person] = [
  '0199c0de-0000-7000-8000-000000000001',
  '0199c0de-0000-7000-8000-000000000002',
]

describe('a path', () => {
  it.each([
    [`employments/${job}`, { of: 'employments', value: null, month: null }],
    [`employments/${job}/employer`, { value: 'employer' }],
    [`employments/${job}/salaries`, { value: 'salaries', month: null }],
    [`employments/${job}/salaries/2026-03`, { value: 'salaries', month: '2026-03' }],
    [`owners/${person}`, { of: 'owners', value: null }],
    [`owners/${person}/displayName`, { value: 'displayName' }],
  ])('%s leads to a value', (text, path) => {
    expect(parseValuePath(text)).toMatchObject(path)
  })

  it.each([
    '',
    'employments',
    'employments/1',
    `employments/${job}/`,
    `employments/${job}/salary`,
    `employments/${job}/salaries/2026-13`,
    `employments/${job}/employer/2026-03`,
    `employments/${job}/constructor`,
    `owners/${person}/employer`,
    `links/${job}`,
  ])('%j leads to none', (text) => {
    expect(parseValuePath(text)).toBeUndefined()
  })
})

describe('behind a value', () => {
  const about = { subject: job, effective: null }
  const { belvoId, employer, startDate, endDate } = bakery
  const march = pay('2026-03', '2410.50')
  const facts: Fact[] = [
    { kind: 'EmploymentReported', ...about, data: { belvoId, employer, startDate, endDate } },
    { kind: 'EmployerRenamed', ...about, data: { from: null, to: 'Aurora SA' } },
    {
      kind: 'SalaryReported',
      subject: job,
      effective: day('2026-03-01'),
      data: { id: 1, salary: march },
    },
    {
      kind: 'SalaryRestated',
      subject: job,
      effective: day('2026-03-01'),
      data: { id: 1, from: march, to: pay('2026-03', '2500.00') },
    },
    {
      kind: 'SalaryReported',
      subject: job,
      effective: day('2026-04-01'),
      data: { id: 2, salary: pay('2026-04', '2410.50') },
    },
    { kind: 'EmploymentNoLongerReported', ...about, data: {} },
    { kind: 'OwnerReported', subject: person, effective: null, data: marina },
    {
      kind: 'OwnerChanged',
      subject: person,
      effective: null,
      data: { personal: { email: { from: null, to: new Private('marina@example.test') } } },
    },
  ]
  const behind = (text: string) => {
    const path = parseValuePath(text)
    return facts.filter((fact) => path && isBehind(path, fact)).map(({ kind }) => kind)
  }

  it('stand the facts that made it what it is', () => {
    expect(behind(`employments/${job}/salaries/2026-03`)).toEqual([
      'SalaryReported',
      'SalaryRestated',
    ])
    expect(behind(`employments/${job}/salaries`)).toHaveLength(3)
    expect(behind(`employments/${job}/employer`)).toEqual(['EmploymentReported', 'EmployerRenamed'])
    expect(behind(`employments/${job}/endDate`)).toEqual(['EmploymentReported'])
    expect(behind(`owners/${person}/email`)).toEqual(['OwnerReported', 'OwnerChanged'])
    expect(behind(`owners/${person}/displayName`)).toEqual(['OwnerReported'])
  })

  it('and behind a record those about it as a whole', () => {
    expect(behind(`employments/${job}`)).toEqual([
      'EmploymentReported',
      'EmployerRenamed',
      'EmploymentNoLongerReported',
    ])
    expect(behind(`owners/${person}`)).toEqual(['OwnerReported', 'OwnerChanged'])
  })

  it('of an employment stands nothing that is known of an owner, nor the other way', () => {
    expect(behind(`employments/${person}`)).toEqual([])
    expect(behind(`employments/${person}/employer`)).toEqual([])
    expect(behind(`owners/${job}`)).toEqual([])
  })
})
