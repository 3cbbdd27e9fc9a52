import { expect, it } from 'vitest'
import { firstDayOf, parseCalendarDate, parseMonth } from './calendar.ts'

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
