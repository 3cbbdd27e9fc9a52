import { candidates } from '../systems/catalogue.ts'
import { measuredIn } from './measured.ts'
import type { Moment, Results } from './results.ts'
import { ackSection } from './sections/acks.ts'
import { costSection } from './sections/cost.ts'
import { estateSection } from './sections/estate.ts'
import { faultSection } from './sections/faults.ts'
import { goalSection } from './sections/goals.ts'
import { lossSection } from './sections/losses.ts'
import { refreshSection } from './sections/refresh.ts'
import { settingSection } from './sections/settings.ts'
import { throughputSection } from './sections/throughput.ts'
import { wakeSection } from './sections/wakes.ts'
import { table } from './table.ts'

/** The page for a sceptical reader, from the results alone. */
export function pageOf(results: Results): string {
  const { plan, machine, measuredAt, skipped } = results
  const measured = measuredIn(results)
  const rough =
    plan.name === 'quick'
      ? ['', '**A quick run: one short repetition. Good for the order of magnitude, no more.**']
      : []
  return [
    '# The yardstick',
    '',
    '<!-- Written by `npm run bench`. What is changed here by hand is lost with the next run. -->',
    '',
    'The same notices, the same simulated Belvo, the same machine, for this product and for what a team would',
    'pick instead. All of it shares the processors below, the load generator and Belvo included: compare the',
    'figures with each other, not with those of another machine.',
    ...rough,
    '',
    `Run of ${momentOf(results, ', commit ')}; ${machine.processors}, ${machine.memoryGib} GiB, ${machine.system}, Node ${machine.node}. ${repetitions(plan.repetitions)}; where there are several, figures are median (least–most), and ratios are taken within a repetition.`,
    '',
    `Measured at: ${Object.entries(measuredAt).map(partAt).join('; ')}.`,
    '',
    table(
      ['system', 'what it is'],
      candidates
        .filter(({ name }) => measured.includes(name))
        .map(({ name, says }) => [`\`${name}\``, says]),
    ),
    '',
    '`-full` is the full Temporal server on the same PostgreSQL; the others on Temporal use the development server.',
    ...skipped.flatMap((line) => ['', line]),
    '',
    goalSection(results, measured),
    lossSection(results, measured),
    ackSection(results, measured),
    throughputSection(results, measured),
    costSection(results, measured),
    refreshSection(results, measured),
    wakeSection(results, measured),
    estateSection(results, measured),
    faultSection(results, measured),
    settingSection(results),
  ].join('\n')
}

function repetitions(count: number): string {
  return count === 1 ? 'One repetition' : `${count} repetitions`
}

function partAt([part, moment]: [string, Moment]): string {
  const what = part === 'timed' ? 'timings' : `counts and faults of \`${part}\``
  return `${what} ${momentOf(moment, ', ')}`
}

function momentOf({ startedAt, commit }: Moment, between: string): string {
  return `${startedAt.slice(0, 16).replace('T', ' ')} UTC${between}${commit}`
}
