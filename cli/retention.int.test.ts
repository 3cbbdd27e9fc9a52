import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { FreshDatabase } from '../dev/testing/database.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { enoughEnvironment } from '../dev/testing/enough-environment.ts'
import { ensureInboxPartitions } from '../store/inbox-partitions.ts'

const run = promisify(execFile)
let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

async function dryRun(): Promise<string> {
  const program = path.join(import.meta.dirname, 'retention.ts')
  const env = enoughEnvironment(database)
  return (await run(process.execPath, [program, '--dry-run'], { env })).stdout
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

it('counts what goes by tomorrow, class by class, and deletes nothing', async () => {
  const { db } = database
  const old = new Date('2026-01-15')
  await ensureInboxPartitions(db, old)
  const notice = { source: 'operator', lane: 'person', state: 'applied' } as const
  for (const dedupe_key of [Buffer.of(1), Buffer.of(2)]) {
    await db
      .insertInto('inbox')
      .values({ ...notice, received_on: '2026-01-15', dedupe_key })
      .execute()
  }
  const dueToday = hoursAgo(180 * 24 - 12)
  await db
    .insertInto('links')
    .values([
      { link_id: randomUUID(), status: 'deleted', ended_at: dueToday },
      { link_id: randomUUID(), status: 'deleted', ended_at: hoursAgo(178 * 24) },
    ])
    .execute()

  const before = await dryRun()

  const dueOn = dayOf(new Date(dueToday.getTime() + 180 * 86_400_000))
  expect(before.trimEnd().split('\n')).toEqual([
    `closed links               1  due since ${dueOn}`,
    'stale at belvo             0',
    'connections                0',
    'inbox                      2  due since 2026-05-02',
    'snapshots                  0',
    'quarantined answers        0',
    'access                     0',
    'total                      3',
  ])
  expect(await dryRun()).toBe(before)
})
