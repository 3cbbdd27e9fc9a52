import { figure, medianOf, ratios, seriesOf } from '../figures.ts'
import { compared } from '../metrics.ts'
import type { Results } from '../results.ts'
import { table } from '../table.ts'

/** Everything in which somebody else does better, the worst first. */
export function lossSection(results: Results, systems: readonly string[]): string {
  const ours = systems.filter((name) => name.startsWith('vinculo'))
  const others = systems.filter((name) => !name.startsWith('vinculo'))
  const losses = ours.flatMap((us) =>
    others.flatMap((them) =>
      compared.flatMap((metric) => {
        const our = seriesOf(results, us, metric.of)
        const their = seriesOf(results, them, metric.of)
        const behind = metric.better === 'less' ? ratios(our, their) : ratios(their, our)
        const factor = medianOf(behind)
        return factor === undefined || factor <= 1
          ? []
          : [{ us, them, metric, our, their, behind, factor }]
      }),
    ),
  )
  losses.sort((a, b) => b.factor - a.factor)
  return [
    '## Where we lose',
    '',
    losses.length === 0
      ? 'Nowhere in this run.'
      : table(
          ['what', 'ours', 'theirs', 'behind by', 'because'],
          losses.map(({ us, them, metric, our, their, behind }) => [
            metric.name,
            `\`${us}\` ${figure(our, metric.unit)}`,
            `\`${them}\` ${figure(their, metric.unit)}`,
            figure(behind, '×'),
            metric.whenWorse,
          ]),
        ),
    '',
    'What the peers leave out: they keep no notice, no history of a link and no fact, seal nothing, know no link that is gone, stale or in need of its person, and search for nothing that never came.',
    '',
  ].join('\n')
}
