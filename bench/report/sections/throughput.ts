import { figure, ratios, seriesOf } from '../figures.ts'
import { sustainedRate } from '../metrics.ts'
import type { Results } from '../results.ts'
import { table } from '../table.ts'

export function throughputSection(results: Results, systems: readonly string[]): string {
  const { plan } = results
  const timed = systems.filter((name) => results.timed[name])
  if (timed.length === 0) return ''
  const rateOf = (system: string) => seriesOf(results, system, sustainedRate)
  const rows = timed.map((system) => [
    `\`${system}\``,
    figure(rateOf(system)),
    figure(seriesOf(results, system, ({ sustained }) => sustained.backlogPerSecond)),
    figure(ratios(rateOf(system), rateOf('textbook')), '×'),
    figure(ratios(rateOf(system), rateOf('textbook-full')), '×'),
    figure(seriesOf(results, system, ({ linksPerSecond }) => linksPerSecond)),
    lostAndDoubled(results, system),
  ])
  return [
    '## How much it sustains',
    '',
    `The highest rate, found by bisection with loads of ${plan.sustained.probeMs / 1_000} s, at which no backlog grows and nothing is lost. Nine of ten refreshes are of links that no process remembers. 0: none of the rates that were tried was kept.`,
    '',
    table(
      [
        'system',
        'notices/s',
        'a backlog is worked off at',
        'for one of `textbook`',
        'for one of `textbook-full`',
        'links started/s',
        'lost · doubled, all faults',
      ],
      rows,
    ),
    '',
  ].join('\n')
}

function lostAndDoubled({ once }: Results, system: string): string {
  const faults = once[system]?.faults ?? []
  if (faults.length === 0) return '–'
  const total = (kind: 'lost' | 'doubled') => faults.reduce((sum, one) => sum + one[kind], 0)
  return `${total('lost')} · ${total('doubled')}`
}
