import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { reportOf } from './report.ts'
import { runChaos } from './run.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, minutes: { type: 'string', default: '1.5' } },
})
const seed = values.seed ?? String(randomInt(1_000_000))
const minutes = Number(values.minutes)
if (!(minutes > 0)) {
  console.error('Usage: npm run chaos -- [--seed N] [--minutes M]')
  process.exit(2)
}

// A minute, and the longest wait between two tries of an activity.
const calmWithinMs = 60_000 + 48_000

// Enough: what broke is mended and judged. A Ctrl-C reaches us twice, from the terminal and from npm.
const enough = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => enough.abort())

console.log(`seed ${seed}, ${minutes} minutes`)
const result = await runChaos({
  seed,
  durationMs: minutes * 60_000,
  calmWithinMs,
  signal: enough.signal,
  tell: console.log,
})
console.log(`\n${reportOf(result)}`)
process.exitCode = result.verdict.violations.length === 0 ? 0 : 1
