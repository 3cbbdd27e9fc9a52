import fs from 'node:fs/promises'
import path from 'node:path'
import { temporalNiceness } from '../dev/temporal.ts'
import { mixture } from './load/plan.ts'
import { patience } from './peers/patience.ts'
import { latencyMs } from './world/belvo.ts'
import type { Fittings } from './world/open-world.ts'
import { durable } from './world/postgres.ts'
import { fullServerVersion } from './world/temporal-build.ts'
import { historyShards } from './world/temporal-full.ts'

/** Everything that was set, for the page: whoever doubts a figure can see what it rests on. */
export async function settingsOf({ fullServer, redis }: Fittings): Promise<Record<string, string>> {
  const { dependencies } = JSON.parse(
    await fs.readFile(path.join(import.meta.dirname, 'package.json'), 'utf8'),
  ) as { dependencies: Record<string, string> }
  const [leastGapMs, mostGapMs] = mixture.overtakenByMs
  return {
    PostgreSQL: Object.entries(durable)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
    'Temporal, development server': 'SQLite with journal_mode=WAL, synchronous=NORMAL',
    ...(fullServer && {
      'Temporal, full server': `${fullServerVersion}, four services in one process, ${historyShards} history shards, in the same PostgreSQL through pgx; ops/temporal/slim-visibility.sql`,
    }),
    'Temporal, both': 'ops/temporal/dynamic-config.yaml: eager activities, new matcher',
    ...(redis && { Redis: 'appendonly yes, appendfsync always, no snapshots' }),
    Belvo: `the simulator, ${latencyMs} ms away, without its rate limit; retries after ${patience.firstMs / 1_000} s, then ${patience.factor} times as long up to ${patience.longestMs / 1_000} s (dbos has no such limit but an hour)`,
    Load: `open loop, Poisson; ${(1 - mixture.hotShare) * 100} % of refreshes are of links asleep; two notices each, up to ${mixture.twinGapMsMax / 1_000} s apart; ${mixture.duplicateShare * 100} % repeated, ${mixture.reorderedShare * 100} % overtaken by ${leastGapMs / 1_000} to ${mostGapMs / 1_000} s`,
    Worker: 'both on Temporal: 100 cached runs, 40 activities at once; bullmq: 40 jobs at once',
    Priority: `workers step back (nice 10), and Temporal where no answer waits for it (nice ${temporalNiceness})`,
    'The product': 'as it is; only BELVO_REQUESTS_PER_30_SECONDS is lifted',
    Peers: Object.entries(dependencies)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  }
}
