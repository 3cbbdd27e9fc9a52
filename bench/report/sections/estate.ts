import { rounded } from '../figures.ts'
import { sum } from '../metrics.ts'
import type { Results } from '../results.ts'
import { table } from '../table.ts'

export function estateSection(results: Results, systems: readonly string[]): string {
  const held = systems.flatMap((system) => {
    const estate = results.once[system]?.estate
    return estate ? [{ system, estate }] : []
  })
  if (held.length === 0) return ''
  const listed = (values: Readonly<Record<string, number>>) =>
    Object.entries(values)
      .map(([name, value]) => `${name} ${rounded(value)}`)
      .join(', ')
  return [
    '## What many sleeping links take',
    '',
    table(
      [
        'system',
        'links',
        'started/s',
        'memory, MiB',
        'disk a link, bytes',
        'together',
        "of it the person's records",
      ],
      held.map(({ system, estate }) => [
        `\`${system}\``,
        estate.links.toLocaleString('en'),
        rounded(estate.linksPerSecond),
        listed(estate.memoryMib),
        listed(estate.diskBytesPerLink),
        rounded(sum(estate.diskBytesPerLink)),
        rounded(estate.recordBytesPerLink),
      ]),
    ),
    '',
    "The product's worker keeps 100 runs ready unless it is told otherwise, however many links there are.",
    '',
  ].join('\n')
}
