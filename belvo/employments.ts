import { z } from 'zod'
import { readCbo, readCnae } from '../domain/classification.ts'
import type { Employment } from '../domain/employment.ts'
import { Day, Decimal, Instant, MonthOfYear, orNull, Text, Uuid } from './wire.ts'

const BelvoSalary = z
  .looseObject({
    month: MonthOfYear,
    type: Text,
    base_amount: Decimal,
    retained_amount: orNull(Decimal),
    currency: z.string(),
  })
  .transform(({ month, type, base_amount, retained_amount, currency }) => ({
    month,
    type,
    baseAmount: base_amount,
    inssRetainedAmount: retained_amount,
    currency,
  }))

const BelvoOccupation = z
  .looseObject({
    start_date: orNull(Day),
    end_date: orNull(Day),
    description: Text,
    name: Text,
    locale: Text,
  })
  .transform(({ start_date, end_date, description, name, locale }) => ({
    startDate: start_date,
    endDate: end_date,
    description,
    name: name === null ? null : readCbo(name),
    locale,
  }))

const BelvoEmployer = z
  .looseObject({ name: Text, code: Text, economic_activity: Text })
  .transform(({ name, code, economic_activity }) => ({
    name,
    code,
    economicActivity: economic_activity === null ? null : readCnae(economic_activity),
  }))

/** An employment as Belvo sends it, read into ours (data dictionary "Employments Brazil"). */
export const BelvoEmployment = z
  .looseObject({
    id: Uuid,
    start_date: Day,
    end_date: orNull(Day),
    employer_data: BelvoEmployer,
    occupations: orNull(z.array(BelvoOccupation)),
    salaries: orNull(z.array(BelvoSalary)),
    collected_at: orNull(Instant),
  })
  .transform(
    (sent): Employment => ({
      belvoId: sent.id,
      employer: sent.employer_data,
      startDate: sent.start_date,
      endDate: sent.end_date,
      occupations: sent.occupations ?? [],
      salaries: sent.salaries ?? [],
      collectedAt: sent.collected_at,
    }),
  )
