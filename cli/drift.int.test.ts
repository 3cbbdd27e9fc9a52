import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { enoughEnvironment } from '../dev/testing/enough-environment.ts'
import { noteDrift } from '../store/drift.ts'

const run = promisify(execFile)

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
  const shape = 'object'
  await fresh.db.transaction().execute((tx) =>
    noteDrift(tx, [
      { kind: 'unknown_field', path: 'employment.benefit', shape, times: 3 },
      { kind: 'unknown_field', path: 'owner.mother', shape, times: 1 },
      { kind: 'unknown_field', path: 'link.long_ago', shape, times: 1 },
    ]),
  )
  await sql`update drift set first_seen_at = '2026-01-05' where path = 'employment.benefit'`.execute(
    fresh.db,
  )
  await sql`update drift set first_seen_at = '2026-01-05', last_seen_at = '2026-01-06'
    where path = 'link.long_ago'`.execute(fresh.db)
})
afterAll(() => fresh.drop())

/** Runs the command as an operator does. */
async function drift(...args: string[]): Promise<{ lines: string[]; exitCode: number }> {
  const program = path.join(import.meta.dirname, 'drift.ts')
  const env = enoughEnvironment(fresh)
  const ended = await run(process.execPath, [program, ...args], { env }).then(
    ({ stdout }) => ({ text: stdout, exitCode: 0 }),
    (failed: { code: number; stderr: string }) => ({ text: failed.stderr, exitCode: failed.code }),
  )
  return { lines: ended.text.trim().split('\n'), exitCode: ended.exitCode }
}

it('tells what drifted in the last week, the newest first, and how much of it is new', async () => {
  const { lines } = await drift()

  expect(lines).toEqual([
    expect.stringMatching(
      /^new {2}unknown_field {4}owner\.mother \(object\) {2}1 times in 1 answers, /,
    ),
    expect.stringMatching(
      /^old {2}unknown_field {4}employment\.benefit \(object\) {2}3 times in 1 /,
    ),
    expect.stringMatching(/^2 drifts since \S+Z, 1 of them new\.$/),
  ])
})

it('goes back to any day', async () => {
  const { lines } = await drift('--since', '2026-01-01')
  expect(lines.at(-1)).toBe('3 drifts since 2026-01-01T00:00:00.000Z, 3 of them new.')
  expect((await drift('--since', '1d')).lines.at(-1)).toMatch(/^2 drifts/)
})

it.each(['yesterday', '2026-02-30', '7'])('refuses %s as a day', async (since) => {
  const { lines, exitCode } = await drift('--since', since)
  expect(exitCode).toBe(1)
  expect(lines).toEqual([`--since ${since} is neither days (7d) nor a date (2026-11-16).`])
})
