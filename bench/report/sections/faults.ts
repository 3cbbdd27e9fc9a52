import { rounded } from '../figures.ts'
import type { Results } from '../results.ts'
import { table } from '../table.ts'

export function faultSection(results: Results, systems: readonly string[]): string {
  const { faults, ratePerSecond, forMs } = results.plan.faults
  const struck = systems.filter((system) => (results.once[system]?.faults.length ?? 0) > 0)
  if (struck.length === 0) return ''
  const cell = (system: string, fault: string) => {
    const outcome = results.once[system]?.faults.find((one) => one.fault === fault)
    if (!outcome) return 'nothing to strike'
    const { notices, accepted, lost, doubled, settledAfterMs } = outcome
    const refused = notices > accepted ? `, ${notices - accepted} never accepted` : ''
    const after = settledAfterMs === null ? '' : `, ${rounded(settledAfterMs / 1_000)} s`
    const mark = lost + doubled > 0 ? '**' : ''
    return `${mark}${lost} · ${doubled}${mark}${refused}${after}`
  }
  return [
    '## Lost and doubled',
    '',
    `Each fault strikes once, under ${ratePerSecond} notices a second for ${forMs / 1_000} s, and the sender repeats what is not answered 200, as Belvo does. *lost*: answered 200, and without effect when two minutes had passed. *doubled*: the work of one notice was committed more than once; harmless where writes are idempotent, not where they are not. The seconds are from the end of the fault until all that was due before had its effect; the product’s hold the 3 s for which it waits for twins.`,
    '',
    'A kill keeps the page cache, so the worth of `fsync` does not show here. One strike of each kind shows what a system cannot do, not how seldom it fails: for this product there is [chaos](reliability.md) for that.',
    '',
    table(
      ['lost · doubled', ...struck.map((system) => `\`${system}\``)],
      faults.map((fault) => [fault, ...struck.map((system) => cell(system, fault))]),
    ),
    '',
  ].join('\n')
}
