import { Clock } from './clock.ts'
import { Ids } from './ids.ts'
import { RecordCache } from './links/record-cache.ts'
import { peopleOf } from './lives/people.ts'
import { Mischief } from './mischief.ts'
import { perform } from './perform.ts'
import { Ring } from './ring.ts'
import { Schedule } from './schedule.ts'
import type { SimulatorOptions } from './settings.ts'
import { DEFAULT_SETTINGS, DEFAULTS, Settings } from './settings.ts'
import type { Box } from './state.ts'
import type { Delivery } from './webhooks/outbox.ts'
import { Outbox } from './webhooks/outbox.ts'

const LINES_KEPT = 10_000

/** The parts of one simulator, put together. */
export function boxOf(options: SimulatorOptions): Box {
  const { seed = DEFAULTS.seed, startAt, frozen, host, port, stateFile, ...rest } = options
  const { secretId = DEFAULTS.secretId, secretPassword = DEFAULTS.secretPassword, ...given } = rest
  const settings = Settings.parse({ ...DEFAULT_SETTINGS, ...given })
  const start = startAt === undefined ? undefined : Date.parse(startAt)
  if (Number.isNaN(start)) throw new RangeError(`startAt is no date: ${startAt}`)
  const clock = new Clock(start, frozen)
  const ids = new Ids(seed)
  const schedule = new Schedule(clock, (job) => {
    box.changes.count += 1
    perform(box, job)
  })
  const deliveries = new Ring<Delivery>(LINES_KEPT)
  const box: Box = {
    seed,
    secretId,
    secretPassword,
    settings,
    clock,
    schedule,
    ids,
    mischief: new Mischief(ids),
    people: peopleOf(seed),
    links: new Map(),
    tokens: new Map(),
    records: new RecordCache(),
    requests: new Ring(LINES_KEPT),
    deliveries,
    changes: { count: 0 },
    outbox: new Outbox({
      clock,
      settings,
      log: deliveries,
      schedule: (at, job) => schedule.add(at, job),
    }),
  }
  return box
}
