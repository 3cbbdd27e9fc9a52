import { z } from '@hono/zod-openapi'
import type { Income } from '../domain/income.ts'
import type { Amount } from '../domain/money.ts'
import { day, EmployerShape, Money } from './employment-shape.ts'

const month = z.string().meta({ example: '2026-10' })
const employment = z.uuid()
const average = Money.nullable()

const TenureShape = z
  .strictObject({
    from: day,
    to: day.meta({ description: "The job's end, or the day on which Belvo last saw it open." }),
    days: z.int(),
    months: z.int().meta({ description: 'Whole months.' }),
    isOngoing: z.boolean(),
  })
  .openapi('Tenure')

const MonthOfIncome = z.strictObject({
  month,
  state: z.enum(['reported', 'partial', 'missing', 'excused', 'no_work']).meta({
    description:
      '`partial`: not all jobs are reported; `excused`: not reported, and not yet due; ' +
      '`no_work`: outside all jobs.',
  }),
  total: Money.nullable().meta({ description: 'Null, never zero, where nothing is reported.' }),
  pays: z.array(
    z.strictObject({
      employment,
      amount: Money,
      records: z.int().meta({ description: 'More than one where the month came in parts.' }),
      untyped: z.int().meta({ description: 'How many of them have no type at Belvo.' }),
    }),
  ),
  missing: z.array(employment).meta({ description: 'Jobs whose pay is due and not reported.' }),
})

const JobIncome = z.strictObject({
  employment,
  employer: EmployerShape,
  startDate: day,
  endDate: day.nullable(),
  tenure: TenureShape,
  monthsReported: z.int(),
  monthsMissing: z.array(month),
  mean: average,
  median: average,
})

const Apart = z.strictObject({
  type: z.string().nullable().meta({ example: 'THIRTEENTH' }),
  total: Money,
  salaries: z.array(z.strictObject({ employment, month, amount: Money })),
})

export const incomeShape = {
  months: z.array(MonthOfIncome),
  monthsReported: z.int(),
  monthsUntyped: z.int().meta({ description: 'Of these, with a salary that has no type.' }),
  mean: average.meta({
    description: 'Of the months reported, rounded to centavos, halves away from zero.',
  }),
  median: average.meta({ description: 'The same; of an even number, the mean of the two middle.' }),
  jobs: z.array(JobIncome),
  daysWithoutWork: z.array(z.strictObject({ from: day, to: day, days: z.int() })),
  apart: z.array(Apart).meta({ description: 'What is no month’s pay, by type and currency.' }),
}

type IncomeShape = { [Field in keyof typeof incomeShape]: z.infer<(typeof incomeShape)[Field]> }

export function toIncomeShape(income: Income): IncomeShape {
  const reported = income.months.filter(({ total }) => total !== null)
  return {
    months: income.months.map(({ total, pays, missing, ...rest }) => ({
      ...rest,
      total: total && brl(total),
      pays: pays.map((pay) => ({ ...pay, amount: brl(pay.amount) })),
      missing: [...missing],
    })),
    monthsReported: reported.length,
    monthsUntyped: reported.filter(({ pays }) => pays.some(({ untyped }) => untyped > 0)).length,
    mean: income.mean && brl(income.mean),
    median: income.median && brl(income.median),
    jobs: income.jobs.map(({ mean, median, monthsMissing, ...job }) => ({
      ...job,
      monthsMissing: [...monthsMissing],
      mean: mean && brl(mean),
      median: median && brl(median),
    })),
    daysWithoutWork: [...income.daysWithoutWork],
    apart: income.apart.map(({ type, currency, total, salaries }) => ({
      type,
      total: { amount: total, currency },
      salaries: salaries.map((salary) => ({
        ...salary,
        amount: { amount: salary.amount, currency },
      })),
    })),
  }
}

const brl = (amount: Amount) => ({ amount, currency: 'BRL' })
