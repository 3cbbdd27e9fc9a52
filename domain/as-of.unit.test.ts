import { expect, it } from 'vitest'
import { trueAsOf } from './as-of.ts'
import type { CalendarDate, Month } from './calendar.ts'
import { job, paid } from './testing/job.ts'

const march = '2026-03' as Month

it('shows the jobs that had begun by the end of the month, and their salaries up to it', () => {
  const known = [
    job('ended before', ['2019-01-01', '2021-12-31'], paid('2021-12', '900.00')),
    job('going on', ['2026-03-31'], paid('2026-03', '80.00'), paid('2026-04', '2400.00')),
    job('begun later', ['2026-04-01'], paid('2026-04', '100.00')),
  ]
  expect(trueAsOf(march, known).map(({ id, salaries }) => [id, salaries.length])).toEqual([
    ['ended before', 1],
    ['going on', 1],
  ])
})

it('shows an end only once it had come', () => {
  const known = [
    job('on its last day', ['2020-01-01', '2026-03-31']),
    job('open', ['2020-01-01', '2026-04-01']),
  ]
  expect(trueAsOf(march, known).map(({ endDate }) => endDate)).toEqual(['2026-03-31', null])
})

it('treats occupations alike, and keeps one whose beginning is not known', () => {
  const held = (startDate: string | null, endDate: string | null) => ({
    startDate: startDate as CalendarDate | null,
    endDate: endDate as CalendarDate | null,
    description: null,
    name: null,
    locale: null,
  })
  const occupations = [held('2020-01-01', '2026-06-30'), held(null, null), held('2026-07-01', null)]
  const [known] = trueAsOf(march, [{ ...job('any', ['2020-01-01']), occupations }])
  expect(known?.occupations).toEqual([held('2020-01-01', null), held(null, null)])
})
