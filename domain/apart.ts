import type { Month } from './calendar.ts'
import type { Salary } from './employment.ts'
import type { Amount } from './money.ts'
import { sumOf } from './money.ts'
import type { Job } from './work.ts'
import { isPay } from './work.ts'

/** Salaries of one type and currency that are no month's pay: THIRTEENTH, VOLUNTARY, RETIREMENT … */
export interface Apart {
  readonly type: string | null
  readonly currency: string
  readonly total: Amount
  readonly salaries: readonly SalaryApart[]
}

export interface SalaryApart {
  readonly employment: string
  readonly month: Month
  readonly amount: Amount
}

type PaidFor = Salary & { readonly employment: string }

/** What was paid for these months besides the pay of the month. */
export function paidApart(employments: readonly Job[], months: readonly Month[]): Apart[] {
  const paid = employments.flatMap(({ id: employment, salaries }) =>
    salaries
      .filter((salary) => !isPay(salary) && months.includes(salary.month))
      .map((salary): PaidFor => ({ employment, ...salary })),
  )
  const alike = Map.groupBy(paid, ({ type, currency }) => JSON.stringify([type, currency]))
  return [...alike.values()].map((same) => {
    const [{ type, currency }] = same as [PaidFor, ...PaidFor[]]
    return {
      type,
      currency,
      total: sumOf(same.map(({ baseAmount }) => baseAmount)),
      salaries: same.map(({ employment, month, baseAmount: amount }) => ({
        employment,
        month,
        amount,
      })),
    }
  })
}
