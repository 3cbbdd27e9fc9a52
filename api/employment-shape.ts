import { z } from '@hono/zod-openapi'
import type { Occupation, Salary } from '../domain/employment.ts'
import type { EmploymentView } from '../store/employment-views.ts'

export const day = z.iso.date()

export const Money = z
  .strictObject({
    amount: z.string().meta({ description: 'Exact decimal text.', example: '2410.50' }),
    currency: z.string().meta({ example: 'BRL' }),
  })
  .openapi('Money')

const Classification = z
  .strictObject({ code: z.string().nullable(), label: z.string().nullable(), original: z.string() })
  .openapi('Classification')

export const EmployerShape = z.strictObject({
  name: z.string().nullable(),
  code: z.string().nullable().meta({ description: "INSS's own code, with leading zeros." }),
  economicActivity: Classification.nullable().meta({ description: 'CNAE.' }),
})

export const OccupationShape = z
  .strictObject({
    title: Classification.nullable().meta({ description: 'As the employer wrote it; CBO.' }),
    description: z.string().nullable(),
    startDate: day.nullable(),
    endDate: day.nullable(),
    locale: z.string().nullable(),
  })
  .openapi('Occupation')

export const SalaryShape = z
  .strictObject({
    month: z.string().meta({ example: '2026-10' }),
    type: z.string().nullable().meta({ example: 'REGULAR' }),
    baseAmount: Money,
    inssRetainedAmount: Money.nullable().meta({
      description: 'The contribution that INSS retained; what is left is not net pay.',
    }),
  })
  .openapi('Salary')

export const EmploymentShape = z
  .strictObject({
    id: z.uuid(),
    employer: EmployerShape,
    startDate: day,
    endDate: day.nullable(),
    collectedAt: z.iso.datetime().nullable(),
    occupations: z.array(OccupationShape),
    salaries: z.array(SalaryShape),
  })
  .openapi('Employment')

export function toEmploymentShape(employment: EmploymentView): z.infer<typeof EmploymentShape> {
  return {
    id: employment.id,
    employer: employment.employer,
    startDate: employment.startDate,
    endDate: employment.endDate,
    collectedAt: employment.collectedAt?.toISOString() ?? null,
    occupations: employment.occupations.map(toOccupationShape),
    salaries: employment.salaries.map(toSalaryShape),
  }
}

export function toOccupationShape(occupation: Occupation): z.infer<typeof OccupationShape> {
  const { name: title, description, startDate, endDate, locale } = occupation
  return { title, description, startDate, endDate, locale }
}

export function toSalaryShape(salary: Salary): z.infer<typeof SalaryShape> {
  const { month, type, baseAmount, inssRetainedAmount, currency } = salary
  return {
    month,
    type,
    baseAmount: { amount: baseAmount, currency },
    inssRetainedAmount: inssRetainedAmount && { amount: inssRetainedAmount, currency },
  }
}
