import { expect, it } from 'vitest'
import { backlogGrowth } from './backlog.ts'

// Ten a second for twenty seconds.
const notices = Array.from({ length: 200 }, (_, at) => ({
  event: String(at),
  intendedAtMs: at * 100,
  acceptedAtMs: at * 100,
}))
const doneAfter = (ms: (at: number) => number) =>
  new Map(notices.map(({ event, intendedAtMs }, at) => [event, intendedAtMs + ms(at)]))

it('sees no growth where each takes three seconds, however many are under way', () => {
  const threeSecondsLater = doneAfter(() => 3_000)
  expect(backlogGrowth(notices, threeSecondsLater, 20_000)).toBeCloseTo(0, 0)
})

it('sees two a second where only eight of ten are done', () => {
  const eightASecond = doneAfter((at) => at * 25)
  expect(backlogGrowth(notices, eightASecond, 20_000)).toBeCloseTo(2, 0)
})

it('counts as waiting what was never done', () => {
  expect(backlogGrowth(notices, new Map(), 20_000)).toBeCloseTo(10, 0)
})
