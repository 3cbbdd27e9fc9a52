import { median } from '../../measure/percentiles.ts'
import type { RefreshCount } from '../../measure/refresh-count.ts'
import { rounded } from '../figures.ts'
import type { Results } from '../results.ts'
import { table } from '../table.ts'

const kinds = ['events', 'transitions', 'signals', 'actions', 'bytes'] as const

export function refreshSection(results: Results, systems: readonly string[]): string {
  const counted = systems.flatMap((system) => {
    const counts = results.once[system]?.counts
    return counts && counts.perRefresh.length > 0 ? [{ system, counts }] : []
  })
  if (counted.length === 0) return ''
  const spread = (refreshes: readonly RefreshCount[], kind: (typeof kinds)[number]) => {
    const values = refreshes.map((one) => one[kind])
    const [least, most] = [Math.min(...values), Math.max(...values)]
    const middle = rounded(median(values))
    return least === most ? middle : `${middle} (${rounded(least)}–${rounded(most)})`
  }
  return [
    '## One refresh of two notices, exactly',
    '',
    'Counted in the histories, not timed: what a refresh whose notices come 0.2 s apart adds to its run. Where the two fetches end together their answers share a workflow task; else it takes one more. `actions` are what Temporal Cloud would bill.',
    '',
    table(
      ['system', 'refreshes', ...kinds, 'longest history at rest'],
      counted.map(({ system, counts }) => [
        `\`${system}\``,
        String(counts.perRefresh.length),
        ...kinds.map((kind) => spread(counts.perRefresh, kind)),
        `${counts.eventsAtRestMax} events, ${rounded(counts.bytesAtRestMax)} bytes`,
      ]),
    ),
    '',
  ].join('\n')
}
