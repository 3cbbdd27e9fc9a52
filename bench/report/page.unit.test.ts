import { describe, expect, it } from 'vitest'
import { quick } from '../plan.ts'
import { figure, ratios } from './figures.ts'
import { pageOf } from './page.ts'
import type { Results, Timed } from './results.ts'

describe('a figure', () => {
  it('is the median with its range, and nothing where nothing was measured', () => {
    expect(figure([3, 1, 2.345], ' ms')).toBe('2.35 ms (1–3)')
    expect(figure([1_234.5])).toBe('1,235')
    expect(figure([undefined])).toBe('–')
  })

  it('is compared within its repetition only', () => {
    expect(ratios([10, 40, undefined], [5, 10, 2])).toEqual([2, 4, undefined])
  })
})

describe('the page', () => {
  const page = pageOf(resultsOf({ vinculo: [40, 100], textbook: [20, 25], bullmq: [400, 400] }))

  it('says whether a goal was met, as the ratio of each repetition has it', () => {
    expect(page).toContain('notices/s for one of `textbook` | ≥ 3 | 3 (2–4) | met')
    expect(page).toContain('ack p99 at 1,500/s, ms | ≤ 30 | 31 (30–32) | **missed**')
    expect(page).toContain('lost in all faults | ≤ 0 | – | not measured')
  })

  it('says when each part was measured, and of which commit', () => {
    expect(page).toContain('Measured at: timings 2026-11-23 12:00 UTC, abc1234.')
  })

  it('says where we lose, by how much and why', () => {
    const losses = page.slice(page.indexOf('## Where we lose'), page.indexOf('## How fast'))
    expect(losses).toContain('`bullmq` 400/s (400–400) | 7× (4–10)')
    expect(losses).not.toContain('`textbook`')
  })

  it('sets beside the answers what the machine allows', () => {
    expect(page).toContain('| a bare insert | 500/s | 1 | 70 |')
  })

  it('says what was left out', () => {
    expect(page).toContain('bullmq is skipped: for this test.')
  })
})

function resultsOf(ratesBySystem: Record<string, readonly number[]>): Results {
  const timed = Object.entries(ratesBySystem).map(
    ([system, rates]) => [system, rates.map(timedAt)] as const,
  )
  return {
    startedAt: '2026-11-23T12:00:00.000Z',
    commit: 'abc1234',
    machine: { processors: '2 × a processor', memoryGib: 24, system: 'Linux', node: 'v24.0.0' },
    plan: { ...quick, repetitions: 2 },
    settings: {},
    measuredAt: { timed: { startedAt: '2026-11-23T12:00:00.000Z', commit: 'abc1234' } },
    skipped: ['bullmq is skipped: for this test.'],
    bareInserts: [
      [{ ratePerSecond: 500, onDisk: { p50: 1, p99: 70 }, inMemory: { p50: 1, p99: 2 } }],
    ],
    timed: Object.fromEntries(timed),
    once: {},
  }
}

function timedAt(noticesPerSecond: number, repetition: number): Timed {
  const ack = { p50Ms: 1, p99Ms: 30 + repetition * 2, p999Ms: 9, maxMs: 10 }
  return {
    linksPerSecond: 50,
    cost: {
      ratePerSecond: 10,
      notices: 100,
      refreshes: 50,
      committedMs: { p50: 80, p99: 300 },
      ack,
      cpuMsPerNotice: { api: 1, worker: 5, postgres: 4, load: 1 },
      commitsPerNotice: { app: 10 },
      logBytesPerNotice: { app: 900, commits: 100 },
      belvoRequestsPerRefresh: 2,
      wakeUpsPerRefresh: 1,
      atRest: { cpuPercent: 1, commitsPerSecond: 2 },
      generatorLateP99Ms: 1,
    },
    sustained: { noticesPerSecond, backlogPerSecond: noticesPerSecond, probes: [] },
    acks: [{ ratePerSecond: 1_500, profile: 'poisson', ack, refused: 0, deliveries: 1_000 }],
  }
}
