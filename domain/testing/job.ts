import type { CalendarDate, Month } from '../calendar.ts'
import type { Salary } from '../employment.ts'
import { parseAmount } from '../money.ts'
import type { Job } from '../work.ts'

/** An employment from `startDate` to `endDate`, at the employer that its id names. */
export function job(
  id: string,
  [startDate, endDate]: readonly [string, string?],
  ...salaries: readonly Salary[]
): Job {
  return {
    id,
    belvoId: id,
    employer: { name: id, code: null, economicActivity: null },
    startDate: startDate as CalendarDate,
    endDate: (endDate ?? null) as CalendarDate | null,
    occupations: [],
    salaries,
    collectedAt: null,
  }
}

/** What was paid for one month, in BRL and REGULAR unless `over` says otherwise. */
export function paid(month: string, amount: string, over: Partial<Salary> = {}): Salary {
  const baseAmount = parseAmount(amount)
  if (!baseAmount) throw new Error(`no amount: ${amount}`)
  return {
    month: month as Month,
    type: 'REGULAR',
    baseAmount,
    inssRetainedAmount: null,
    currency: 'BRL',
    ...over,
  }
}
