import type { Series } from '../figures.ts'
import { figure, medianOf, ratios, seriesOf } from '../figures.ts'
import { ackP99At, commitsPerNotice, cpuPerNotice, sum, sustainedRate } from '../metrics.ts'
import type { Results } from '../results.ts'
import { table } from '../table.ts'

interface Goal {
  readonly what: string
  readonly goal: string
  readonly measured: Series
  readonly isMet: (value: number) => boolean
}

/** What we set out to reach, and whether we did. */
export function goalSection(results: Results, systems: readonly string[]): string {
  const rows = systems
    .filter((name) => name.startsWith('vinculo'))
    .flatMap((ours) =>
      goalsFor(results, ours).map(({ what, goal, measured, isMet }) => {
        const value = medianOf(measured)
        const verdict = value === undefined ? 'not measured' : isMet(value) ? 'met' : '**missed**'
        return [`\`${ours}\``, what, goal, figure(measured), verdict]
      }),
    )
  return [
    '## Goals',
    '',
    table(['', 'what', 'goal', 'measured', ''], rows),
    '',
    'Why the missed ones are missed: [what a notice costs](explanation/what-a-notice-costs.md).',
    '',
  ].join('\n')
}

function goalsFor(results: Results, ours: string): Goal[] {
  const textbook = ours === 'vinculo-full' ? 'textbook-full' : 'textbook'
  const series = seriesOf.bind(null, results)
  const against = (metric: Parameters<typeof series>[1]) =>
    ratios(series(ours, metric), series(textbook, metric))
  const {
    counts = null,
    wakes = [],
    estate = null,
    ceiling = null,
    faults = [],
  } = results.once[ours] ?? {}
  const [firstWake] = wakes
  const lastWake = wakes.at(-1)
  const most = (kind: 'events' | 'transitions') => [
    counts?.perRefresh.length
      ? Math.max(...counts.perRefresh.map((refresh) => refresh[kind]))
      : undefined,
  ]
  return [
    atMost('ack p99 at 500/s, ms', 10, series(ours, ackP99At(500))),
    atMost('ack p99 at 1,500/s, ms', 30, series(ours, ackP99At(1_500))),
    atMost('refused at 2,000/s, for a minute', 0, [ceiling?.refused]),
    atMost(`ack p99 at 500/s for one of \`${textbook}\``, 0.1, against(ackP99At(500))),
    atLeast(`notices/s for one of \`${textbook}\``, 3, against(sustainedRate)),
    atMost(`CPU a notice for one of \`${textbook}\``, 0.45, against(cpuPerNotice)),
    // The development server's own commits are in SQLite, where nobody counts them.
    ...(textbook === 'textbook-full'
      ? [atMost(`commits a notice for one of \`${textbook}\``, 0.45, against(commitsPerNotice))]
      : []),
    atMost('events of a refresh, the most', 17, most('events')),
    atMost('transitions of a refresh, the most', 9, most('transitions')),
    atMost('events of a history at rest', 80, [counts?.eventsAtRestMax]),
    atMost(
      `CPU of a wake after ${lastWake?.refreshesBefore ?? 365} refreshes for one after 1`,
      1.3,
      [firstWake && lastWake ? lastWake.cpuMs / firstWake.cpuMs : undefined],
    ),
    atMost(`worker memory with ${(estate?.links ?? 10_000).toLocaleString('en')} links, MiB`, 400, [
      estate?.memoryMib['worker'],
    ]),
    atMost('disk a sleeping link, bytes', 12 * 1_024, [
      estate ? sum(estate.diskBytesPerLink) : undefined,
    ]),
    atMost("of it without the person's records, bytes", 12 * 1_024, [
      estate ? sum(estate.diskBytesPerLink) - estate.recordBytesPerLink : undefined,
    ]),
    atMost('lost in all faults', 0, faults.length > 0 ? [total(faults, 'lost')] : []),
    atMost('doubled in all faults', 0, faults.length > 0 ? [total(faults, 'doubled')] : []),
    atMost(
      'ack p99 at 500/s for one of `bullmq`',
      1,
      ratios(series(ours, ackP99At(500)), series('bullmq', ackP99At(500))),
    ),
    atMost(
      'ack p99 at 500/s for one of `dbos`',
      1,
      ratios(series(ours, ackP99At(500)), series('dbos', ackP99At(500))),
    ),
  ]
}

function total<Kind extends string>(
  outcomes: readonly Readonly<Record<Kind, number>>[],
  kind: Kind,
): number {
  return outcomes.reduce((all, outcome) => all + outcome[kind], 0)
}

const atMost = (what: string, limit: number, measured: Series): Goal => ({
  what,
  goal: `≤ ${limit.toLocaleString('en')}`,
  measured,
  isMet: (value) => value <= limit,
})

const atLeast = (what: string, limit: number, measured: Series): Goal => ({
  what,
  goal: `≥ ${limit}`,
  measured,
  isMet: (value) => value >= limit,
})
