import { expect, it } from 'vitest'
import type { CalendarDate, Month } from './calendar.ts'
import { daysOf, inquiryInto } from './inquiry.ts'

const seenOn = '2026-11-20' as CalendarDate
const asOf = (month: string) => ({ asOf: month as Month, seenOn })

it('goes up to the last month that was over when Belvo saw it, and tenure to that day', () => {
  const inquiry = inquiryInto(3, { asOf: undefined, seenOn })
  expect(inquiry).toEqual({ months: ['2026-08', '2026-09', '2026-10'], seenOn, until: seenOn })
  expect(daysOf(inquiry)).toEqual({ from: '2026-08-01', to: '2026-10-31' })
})

it('goes up to the end of the month asked for', () => {
  const inquiry = inquiryInto(2, asOf('2026-03'))
  expect(inquiry).toEqual({ months: ['2026-02', '2026-03'], seenOn, until: '2026-03-31' })
  expect(daysOf(inquiry)).toEqual({ from: '2026-02-01', to: '2026-03-31' })
})

it('ends no later than what Belvo has seen', () => {
  expect(inquiryInto(1, asOf('2026-11')).until).toBe(seenOn)
  expect(daysOf(inquiryInto(1, asOf('2026-11')))).toEqual({ from: '2026-11-01', to: seenOn })
})
