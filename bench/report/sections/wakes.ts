import { rounded } from '../figures.ts'
import type { Results } from '../results.ts'
import { table } from '../table.ts'

export function wakeSection(results: Results, systems: readonly string[]): string {
  const rows = systems.flatMap((system) => {
    const wakes = results.once[system]?.wakes ?? []
    const [first] = wakes
    return wakes.map(({ refreshesBefore, historyEvents, cpuMs, committedMs }) => [
      `\`${system}\``,
      String(refreshesBefore),
      historyEvents === null ? '–' : rounded(historyEvents),
      rounded(cpuMs),
      rounded(committedMs),
      `${rounded(cpuMs / (first?.cpuMs ?? Number.NaN))}×`,
    ])
  })
  if (rows.length === 0) return ''
  return [
    '## What waking a link costs after a long life',
    '',
    `Links that lived through so many refreshes, then every cache was emptied; woken one by one, ${results.plan.wake.linksEach} of each. Processor time of all processes but Belvo. The past was made with the product's twin window shortened to 50 ms.`,
    '',
    '![Wake cost by age](benchmark/wake.svg)',
    '',
    table(
      [
        'system',
        'refreshes before',
        'events',
        'CPU, ms',
        'committed after, ms',
        'for one after the first',
      ],
      rows,
    ),
    '',
  ].join('\n')
}
