import { describe, expect, it } from 'vitest'
import { Clock } from './clock.ts'
import type { Job } from './job.ts'
import { Schedule } from './schedule.ts'

const START = Date.parse('2026-11-23T12:00:00Z')

function start() {
  const clock = new Clock(START, true)
  const done: string[] = []
  const schedule = new Schedule(clock, (job) => {
    if ('linkId' in job) done.push(`${job.linkId} at ${(clock.now() - START) / 1000}`)
    if ('linkId' in job && job.linkId === 'again') schedule.add(clock.now() + 2000, named('more'))
  })
  schedule.start()
  return { clock, done, schedule }
}

const named = (linkId: string): Job => ({ kind: 'refresh', linkId })

describe('a schedule', () => {
  it('does each thing at its own moment, those of one moment in the order given', async () => {
    const { clock, done, schedule } = start()
    for (const [seconds, name] of [
      [5, 'c'],
      [1, 'a'],
      [5, 'd'],
      [3, 'b'],
      [5, 'e'],
    ] as const) {
      schedule.add(START + seconds * 1000, named(name))
    }
    await schedule.advance(4000)
    expect(done).toEqual(['a at 1', 'b at 3'])
    expect(clock.now()).toBe(START + 4000)
    await schedule.advance(4000)
    expect(done.slice(2)).toEqual(['c at 5', 'd at 5', 'e at 5'])
  })

  it('does in the same stretch what came up on the way', async () => {
    const { done, schedule } = start()
    schedule.add(START + 1000, named('again'))
    await schedule.advance(10_000)
    expect(done).toEqual(['again at 1', 'more at 3'])
  })
})
