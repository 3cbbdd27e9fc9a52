import { expect, it } from 'vitest'
import { reportOf } from './report.ts'
import { runChaos } from './run.ts'

const seed = process.env['CHAOS_SEED'] ?? '2026'
const durationMs = 90_000
// Patience for the slowest machine, not a bound: a run ends as soon as all is well.
const calmWithinMs = 300_000

it(`loses no notice and doubles no effect while everything breaks (seed ${seed})`, {
  timeout: durationMs + calmWithinMs + 180_000,
}, async () => {
  const told: string[] = []
  const tell = (line: string) => void told.push(line)
  const { signal } = new AbortController()
  const result = await runChaos({ seed, durationMs, calmWithinMs, signal, tell })
  const report = [...told, reportOf(result)].join('\n')
  expect(result.verdict.violations, report).toEqual([])
  expect(report.split('\n').at(-1)).toBe('lost 0 doubled 0')
  expect(result.endedByThemselves, report).toEqual([])
  expect(result.evidence.notices.length, report).toBeGreaterThan(20)
})
