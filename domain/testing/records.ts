import type { CalendarDate, Month } from '../calendar.ts'
import { monthsThrough } from '../calendar.ts'
import { readCbo, readCnae } from '../classification.ts'
import type { Employment, Occupation, Salary } from '../employment.ts'
import type { Amount } from '../money.ts'
import type { Owner } from '../owner.ts'
import { Private } from '../private.ts'

export const bakery: Employment = {
  belvoId: 'belvo-a',
  employer: {
    name: 'Padaria Aurora Ltda',
    code: '01222333',
    economicActivity: readCnae('4721-1 - PADARIA'),
  },
  startDate: day('2021-03-01'),
  endDate: null,
  occupations: [],
  salaries: [],
  collectedAt: null,
}

export const baker: Occupation = {
  startDate: day('2021-03-01'),
  endDate: null,
  description: 'PADEIRO',
  name: readCbo('PADEIRO - 8483-05'),
  locale: 'Urbana',
}

export const marina: Owner = {
  belvoId: 'belvo-o',
  documentType: 'CPF',
  personal: {
    internalIdentification: null,
    documentNumber: new Private('99900000110'),
    displayName: new Private('Marina Aurora'),
    email: null,
    phoneNumber: null,
    address: null,
  },
  collectedAt: null,
}

/** A salary of that month, REGULAR and in BRL where nothing else is said. */
export function pay(month: string, amount: string, more: Partial<Salary> = {}): Salary {
  return {
    month: month as Month,
    type: 'REGULAR',
    baseAmount: amount as Amount,
    inssRetainedAmount: '180.00' as Amount,
    currency: 'BRL',
    ...more,
  }
}

/** The job with pay for 300 months. */
export function longPaid(job: Employment, amount: string): Employment {
  const months = monthsThrough('2000-01' as Month, '2024-12' as Month)
  return { ...job, salaries: months.map((month) => pay(month, amount)) }
}

export function day(text: string): CalendarDate {
  return text as CalendarDate
}
