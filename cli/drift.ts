import { parseArgs } from 'node:util'
import { configOrExit } from '../config/config-or-exit.ts'
import { openDatabase } from '../store/database.ts'
import type { DriftView } from '../store/drift.ts'
import { listDrift } from '../store/drift.ts'
import { parseSince } from './drift/since.ts'

// Says where Belvo's answers have left their documents since a day, and what of it is new.
const { values } = parseArgs({ options: { since: { type: 'string', default: '7d' } } })
const since = parseSince(values.since, new Date())
if (since) {
  const config = configOrExit(process.env)
  await using db = openDatabase(config.databaseUrl, 1)
  const { drift } = await listDrift(db, since, { limit: 10_000 })
  const newest = drift.toSorted((a, b) => b.firstSeenAt.getTime() - a.firstSeenAt.getTime())
  for (const place of newest) console.log(lineOf(place, since))
  const isNew = drift.filter(({ firstSeenAt }) => firstSeenAt >= since)
  console.log(`${drift.length} drifts since ${since.toISOString()}, ${isNew.length} of them new.`)
} else {
  console.error(`--since ${values.since} is neither days (7d) nor a date (2026-11-16).`)
  process.exitCode = 1
}

function lineOf(place: DriftView, since: Date): string {
  const { kind, path, shape, times, readings, firstSeenAt, lastSeenAt } = place
  const age = firstSeenAt >= since ? 'new' : 'old'
  const [first, last] = [firstSeenAt, lastSeenAt].map((at) => at.toISOString().slice(0, 10))
  return `${age}  ${kind.padEnd(15)}  ${path} (${shape})  ${times} times in ${readings} answers, ${first} to ${last}`
}
