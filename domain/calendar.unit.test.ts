import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CalendarDate, Month } from './calendar.ts'
import {
  dayAfter,
  daysFrom,
  firstDayOf,
  lastDayOf,
  monthAfter,
  monthOf,
  monthsFrom,
  monthsThrough,
  parseCalendarDate,
  parseMonth,
} from './calendar.ts'

it('reads only days that exist', () => {
  expect(parseCalendarDate('2024-02-29')).toBe('2024-02-29')
  for (const text of [
    '2026-02-29',
    '0000-01-01',
    '2026-13-01',
    '2026-1-1',
    '2026-11-23T00:00:00Z',
    '',
  ]) {
    expect(parseCalendarDate(text)).toBeUndefined()
  }
})

it('reads only months that exist, and knows their first day', () => {
  const month = parseMonth('2026-11')
  expect(month && firstDayOf(month)).toBe('2026-11-01')
  for (const text of ['2026-00', '2026-13', '2026-11-01', '11-2026']) {
    expect(parseMonth(text)).toBeUndefined()
  }
})

it('counts months across the turn of the year', () => {
  const [november, february] = ['2025-11', '2026-02'] as Month[] as [Month, Month]
  expect(monthAfter('2025-12' as Month)).toBe('2026-01')
  expect(monthAfter('2026-01' as Month, -1)).toBe('2025-12')
  expect(monthsFrom(november, february)).toBe(3)
  expect(monthsThrough(november, february)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
  expect(monthsThrough(february, november)).toEqual([])
})

it('knows the last day of a month, the 29th of February included', () => {
  const months = ['2024-02', '2026-02', '2026-04', '2026-12'] as Month[]
  expect(months.map(lastDayOf)).toEqual(['2024-02-29', '2026-02-28', '2026-04-30', '2026-12-31'])
})

it('goes as many days and months as it counts, and only to those that exist', () => {
  const months = fc.integer({ min: -1200, max: 1200 })
  fc.assert(
    fc.property(months, (distance) => {
      const from = '2024-02' as Month
      const to = monthAfter(from, distance)
      expect(parseMonth(to)).toBe(to)
      expect(monthsFrom(from, to)).toBe(distance)
      expect(monthOf(lastDayOf(to))).toBe(to)
      const day = dayAfter('2024-02-29' as CalendarDate, distance)
      expect(parseCalendarDate(day)).toBe(day)
      expect(daysFrom('2024-02-29' as CalendarDate, day)).toBe(distance)
    }),
  )
})
