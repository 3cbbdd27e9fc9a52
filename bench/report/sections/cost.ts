import type { Metric } from '../figures.ts'
import { figure, ratios, seriesOf } from '../figures.ts'
import { commitsPerNotice, cpuPerNotice, logBytesPerNotice } from '../metrics.ts'
import type { Results } from '../results.ts'
import { table } from '../table.ts'

const processes = [
  'api',
  'worker',
  'app',
  'temporal',
  'redis',
  'postgres',
  'belvo',
  'load',
] as const

type Part = 'cpuMsPerNotice' | 'commitsPerNotice' | 'logBytesPerNotice'

export function costSection(results: Results, systems: readonly string[]): string {
  const { cost } = results.plan
  const timed = systems.filter((name) => results.timed[name])
  if (timed.length === 0) return ''
  const series = seriesOf.bind(null, results)
  /** A column for each who paid, all of them together, and how that stands to the textbook. */
  const sharesOf = (part: Part, all: Metric, payers: readonly string[] = payersOf(part)) =>
    table(
      ['system', ...payers, 'all', 'for one of `textbook`'],
      timed.map((system) => [
        `\`${system}\``,
        ...payers.map((name) => figure(series(system, (one) => one.cost[part][name]))),
        figure(series(system, all)),
        figure(ratios(series(system, all), series(againstOf(system), all)), '×'),
      ]),
    )
  const payersOf = (part: Part) => {
    const measured = timed.flatMap((system) => results.timed[system] ?? [])
    return [...new Set(measured.flatMap((one) => Object.keys(one?.cost[part] ?? {})))]
  }
  return [
    '## What one notice costs',
    '',
    `At ${cost.ratePerSecond} notices a second for ${cost.forMs / 1_000} s, which everybody keeps, beyond what each uses at rest.`,
    '',
    'Processor time by process, in milliseconds for a notice (`load` is the generator; `all` leaves out `load` and `belvo`):',
    '',
    '![CPU by process](benchmark/cpu.svg)',
    '',
    sharesOf('cpuMsPerNotice', cpuPerNotice, processes),
    '',
    'Commits in PostgreSQL for a notice, by database. The development server commits to its own SQLite, which is not counted here:',
    '',
    sharesOf('commitsPerNotice', commitsPerNotice),
    '',
    "Bytes by which PostgreSQL's log grew for a notice, by the database that wrote them, page images included; `commits` are the records that belong to no table:",
    '',
    sharesOf('logBytesPerNotice', logBytesPerNotice),
    '',
    'From the moment a notice was due until its records were committed, in milliseconds, and what came of its refresh:',
    '',
    table(
      [
        'system',
        'p50',
        'p99',
        'requests to Belvo a refresh',
        'wake-ups a refresh',
        'at rest: CPU',
        'at rest: commits/s',
      ],
      timed.map((system) => [
        `\`${system}\``,
        figure(series(system, (one) => one.cost.committedMs.p50)),
        figure(series(system, (one) => one.cost.committedMs.p99)),
        figure(series(system, (one) => one.cost.belvoRequestsPerRefresh)),
        figure(series(system, (one) => one.cost.wakeUpsPerRefresh ?? 2)),
        figure(
          series(system, (one) => one.cost.atRest.cpuPercent),
          ' %',
        ),
        figure(series(system, (one) => one.cost.atRest.commitsPerSecond)),
      ]),
    ),
    '',
  ].join('\n')
}

/** The textbook on the same server, else on the development server. */
function againstOf(system: string): string {
  return system.endsWith('-full') ? 'textbook-full' : 'textbook'
}
