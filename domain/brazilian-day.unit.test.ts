import { expect, it } from 'vitest'
import { brazilianDay } from './brazilian-day.ts'

it('begins at three in the morning of UTC', () => {
  expect(brazilianDay(new Date('2026-11-01T02:59:59Z'))).toBe('2026-10-31')
  expect(brazilianDay(new Date('2026-11-01T03:00:00Z'))).toBe('2026-11-01')
})
