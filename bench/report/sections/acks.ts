import type { Ack } from '../../experiments/acks.ts'
import { figure, seriesOf } from '../figures.ts'
import type { Results } from '../results.ts'
import { table } from '../table.ts'

export function ackSection(results: Results, systems: readonly string[]): string {
  const timed = systems.filter((name) => results.timed[name])
  if (timed.length === 0) return ''
  const rows = [
    ...timed.flatMap((system) => loadRows(results, system)),
    ...systems.flatMap((system) => ceilingRow(results, system)),
    ...bareRows(results),
  ]
  return [
    '## How fast the door answers',
    '',
    `Milliseconds from the moment at which a delivery was due, ${results.plan.acks.forMs / 1_000} s at each rate, one after the other: each has the backlog of those before it. A delivery without a 200 within 5 s counts as refused.`,
    '',
    '![Ack p99 by rate](benchmark/ack.svg)',
    '',
    table(['system', 'load', 'p50', 'p99', 'p99.9', 'refused'], rows),
    '',
    'A bare insert is a row of 1.5 KB into a PostgreSQL that nobody else uses, without HTTP and without any work behind it: nobody who keeps a notice before answering is faster. With `fsync=off` the same does not wait for the disk; no system here is run so.',
    '',
  ].join('\n')
}

function loadRows(results: Results, system: string): string[][] {
  const { ratesPerSecond, waveFromPerSecond: from } = results.plan.acks
  const loads = [
    ...ratesPerSecond.map((rate) => ({ rate, profile: 'poisson', name: `${rate}/s` })),
    { rate: from, profile: 'wave', name: `wave ${from} → ${from * 10}/s` },
  ]
  return loads.map(({ rate, profile, name }) => {
    const of = (pick: (one: Ack) => number) =>
      seriesOf(results, system, ({ acks }) => {
        const found = acks.find((ack) => ack.ratePerSecond === rate && ack.profile === profile)
        return found && pick(found)
      })
    return [
      `\`${system}\``,
      name,
      figure(of(({ ack }) => ack.p50Ms)),
      figure(of(({ ack }) => ack.p99Ms)),
      figure(of(({ ack }) => ack.p999Ms)),
      figure(of(refusedPercent), ' %'),
    ]
  })
}

function ceilingRow({ once }: Results, system: string): string[][] {
  const ceiling = once[system]?.ceiling
  if (!ceiling) return []
  const { p50Ms, p99Ms, p999Ms } = ceiling.ack
  return [
    [
      `\`${system}\``,
      `${ceiling.ratePerSecond}/s for a minute, once`,
      ...[p50Ms, p99Ms, p999Ms].map((ms) => figure([ms])),
      figure([refusedPercent(ceiling)], ' %'),
    ],
  ]
}

function bareRows({ plan, bareInserts }: Results): string[][] {
  return plan.acks.ratesPerSecond.flatMap((rate) =>
    (['onDisk', 'inMemory'] as const).map((where) => {
      const at = bareInserts.map((all) => all.find((one) => one.ratePerSecond === rate)?.[where])
      const name = where === 'onDisk' ? 'a bare insert' : 'the same, `fsync=off`'
      const [p50, p99] = (['p50', 'p99'] as const).map((percentile) =>
        figure(at.map((spread) => spread?.[percentile])),
      )
      return [name, `${rate}/s`, p50 ?? '', p99 ?? '', '–', '–']
    }),
  )
}

const refusedPercent = ({ refused, deliveries }: Ack) => (refused / deliveries) * 100
