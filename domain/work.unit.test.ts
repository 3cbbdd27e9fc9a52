import { expect, it } from 'vitest'
import type { CalendarDate, Month } from './calendar.ts'
import { monthsThrough } from './calendar.ts'
import { job, paid } from './testing/job.ts'
import { isWork, monthsWithoutPay } from './work.ts'

const seenOn = '2026-11-20' as CalendarDate
const pays = [paid('2026-05', '2000.00'), paid('2026-06', '900.00', { type: 'THIRTEENTH' })]

it('lacks pay in the months for which none is reported, the last two excused', () => {
  const months = monthsThrough('2026-03' as Month, '2026-12' as Month)
  expect(monthsWithoutPay(job('open', ['2026-04-30'], ...pays), months, seenOn)).toEqual([
    '2026-04',
    '2026-06',
    '2026-07',
    '2026-08',
    '2026-09',
  ])
  const ended = job('ended', ['2026-05-01', '2026-06-01'], ...pays)
  expect(monthsWithoutPay(ended, months, seenOn)).toEqual(['2026-06'])
})

it('is what pays by the month or has not paid yet, and no pension nor contribution by choice', () => {
  const booked = (...types: (string | null)[]) =>
    isWork({ salaries: types.map((type) => paid('2026-10', '1412.00', { type })) })
  expect([booked(), booked('REGULAR'), booked(null), booked('THIRTEENTH')]).not.toContain(false)
  expect([booked('RETIREMENT', 'THIRTEENTH'), booked('VOLUNTARY')]).not.toContain(true)
  expect(booked('RETIREMENT', 'REGULAR')).toBe(true)
})
