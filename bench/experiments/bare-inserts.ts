import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '../../dev/free-port.ts'
import { throwAwayFolder } from '../../dev/throw-away-folder.ts'
import { endOnSignal } from '../end-on-signal.ts'
import type { Spread } from '../measure/percentiles.ts'
import { spreadOf } from '../measure/percentiles.ts'
import { durable, postgresOf } from '../world/postgres.ts'
import type { AckPlan } from './acks.ts'

/** What the machine allows: rows of a notice's size into a PostgreSQL of their own, nothing beside. */
export interface BareInserts {
  readonly ratePerSecond: number
  /** From the moment an insert was due until it was committed: on the disk, or in memory only. */
  readonly onDisk: Spread
  readonly inMemory: Spread
}

const rowBytes = 1_500
const connectionsMax = 20
const database = 'bare'

export async function bareInserts({
  ratesPerSecond,
  forMs,
}: Pick<AckPlan, 'ratesPerSecond' | 'forMs'>): Promise<BareInserts[]> {
  const onDisk = await insertAt(ratesPerSecond, forMs, durable)
  const inMemory = await insertAt(ratesPerSecond, forMs, { ...durable, fsync: 'off' })
  return ratesPerSecond.map((ratePerSecond, place) => ({
    ratePerSecond,
    onDisk: onDisk[place] as Spread,
    inMemory: inMemory[place] as Spread,
  }))
}

async function insertAt(
  ratesPerSecond: readonly number[],
  forMs: number,
  settings: Readonly<Record<string, string>>,
): Promise<Spread[]> {
  await using cleared = new AsyncDisposableStack()
  endOnSignal(cleared)
  const folder = await throwAwayFolder()
  cleared.defer(folder.remove)
  const postgres = postgresOf(folder.path, await freePort(), [database], settings)
  cleared.defer(postgres.kill)
  await postgres.start()
  const pool = new pg.Pool({ connectionString: postgres.url(database), max: connectionsMax })
  cleared.defer(() => pool.end())
  await pool.query('create table rows (id bigint generated always as identity, body bytea)')
  const spreads: Spread[] = []
  for (const ratePerSecond of ratesPerSecond) {
    spreads.push(spreadOf(await insert(pool, ratePerSecond, forMs)))
  }
  return spreads
}

async function insert(pool: pg.Pool, ratePerSecond: number, forMs: number): Promise<number[]> {
  const startMs = performance.now()
  const count = Math.round((ratePerSecond * forMs) / 1_000)
  const underWay: Promise<number>[] = []
  for (let row = 0; row < count; row++) {
    const dueMs = startMs + (row * 1_000) / ratePerSecond
    if (dueMs - performance.now() > 0.5) await pause(dueMs - performance.now())
    const inserted = pool.query({
      name: 'bare',
      text: 'insert into rows (body) values ($1)',
      values: [randomBytes(rowBytes)],
    })
    underWay.push(inserted.then(() => Math.max(0, performance.now() - dueMs)))
  }
  return await Promise.all(underWay)
}
