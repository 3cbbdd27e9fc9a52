import { describe, expect, it } from 'vitest'
import type { LoadPlan } from './plan.ts'
import { scheduleOf } from './schedule.ts'

const links = Array.from({ length: 4_000 }, (_, at) => `link-${at}`)
const plan: LoadPlan = {
  seed: '7',
  ratePerSecond: 100,
  forMs: 60_000,
  profile: 'poisson',
  dormant: links.slice(10),
  hot: links.slice(0, 10),
  copies: 1,
}

describe('a load', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(scheduleOf(plan)).toEqual(scheduleOf(plan))
    expect(scheduleOf({ ...plan, seed: '8' })).not.toEqual(scheduleOf(plan))
  })

  it('offers the rate it promises, in pairs, with some repetitions', () => {
    const deliveries = scheduleOf(plan)
    const events = new Set(deliveries.map(({ event }) => event))
    expect(events.size / 60).toBeGreaterThan(90)
    expect(events.size / 60).toBeLessThan(110)
    expect(events.size % 2).toBe(0)
    const repeated = deliveries.length / events.size - 1
    expect(repeated).toBeGreaterThan(0.015)
    expect(repeated).toBeLessThan(0.045)
  })

  it('names every request as Belvo does', () => {
    const odd = scheduleOf({ ...plan, seed: 'Belvo 500 at 30 %' })
    const requestIds = odd.map(({ body }) => JSON.parse(body).request_id as string)
    expect(requestIds.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true)
    expect(new Set(requestIds).size).toBe(new Set(odd.map(({ event }) => event)).size / 2)
  })

  it('wakes nine of ten links that slept until then', () => {
    const woken = scheduleOf(plan).map(({ body }) => JSON.parse(body).link_id as string)
    const hot = woken.filter((link) => plan.hot.includes(link)).length
    expect(hot / woken.length).toBeGreaterThan(0.05)
    expect(hot / woken.length).toBeLessThan(0.15)
    const dormant = new Set(woken.filter((link) => !plan.hot.includes(link)))
    expect(dormant.size).toBeGreaterThan(0.8 * (scheduleOf(plan).length / 2))
  })

  it('has ten times as many in the middle of a wave', () => {
    const wave = scheduleOf({ ...plan, profile: 'wave' })
    const within = (from: number, to: number) =>
      wave.filter(({ atMs }) => atMs >= from && atMs < to).length
    expect(within(26_000, 36_000) / within(0, 10_000)).toBeGreaterThan(8)
  })

  it('repeats every notice as often as it is told to', () => {
    const fold = Map.groupBy(scheduleOf({ ...plan, copies: 5 }), ({ event }) => event)
    expect(Math.min(...[...fold.values()].map(({ length }) => length))).toBe(5)
  })
})
