import type { Ack } from '../../experiments/acks.ts'
import { figure, seriesOf } from '../figures.ts'
import type { Results } from '../results.ts'
import { table } from '../table.ts'

export function ackSection(results: Results, systems: readonly string[]): string {
  const { acks } = results.plan
  const timed = systems.filter((name) => results.timed[name])
  if (timed.length === 0) return ''
  const loads = [
    ...acks.ratesPerSecond.map((rate) => ({ rate, profile: 'poisson', name: `${rate}/s` })),
    {
      rate: acks.waveFromPerSecond,
      profile: 'wave',
      name: `wave ${acks.waveFromPerSecond} → ${acks.waveFromPerSecond * 10}/s`,
    },
  ]
  const rows = timed.flatMap((system) =>
    loads.map(({ rate, profile, name }) => {
      const of = (pick: (one: Ack) => number) =>
        seriesOf(results, system, (one) => {
          const found = one.acks.find(
            (ack) => ack.ratePerSecond === rate && ack.profile === profile,
          )
          return found && pick(found)
        })
      return [
        `\`${system}\``,
        name,
        figure(of(({ ack }) => ack.p50Ms)),
        figure(of(({ ack }) => ack.p99Ms)),
        figure(of(({ ack }) => ack.p999Ms)),
        figure(
          of(({ refused, deliveries }) => (refused / deliveries) * 100),
          ' %',
        ),
      ]
    }),
  )
  const bare = acks.ratesPerSecond.flatMap((rate) =>
    (['onDisk', 'inMemory'] as const).map((where) => {
      const of = (percentile: 'p50' | 'p99') =>
        results.bareInserts.map(
          (all) => all.find(({ ratePerSecond }) => ratePerSecond === rate)?.[where][percentile],
        )
      const name = where === 'onDisk' ? 'a bare insert' : 'the same, `fsync=off`'
      return [name, `${rate}/s`, figure(of('p50')), figure(of('p99')), '–', '–']
    }),
  )
  return [
    '## How fast the door answers',
    '',
    `Milliseconds from the moment at which a delivery was due, ${acks.forMs / 1_000} s at each rate, one after the other: each has the backlog of those before it. A delivery without a 200 within 5 s counts as refused.`,
    '',
    '![Ack p99 by rate](benchmark/ack.svg)',
    '',
    table(['system', 'load', 'p50', 'p99', 'p99.9', 'refused'], [...rows, ...bare]),
    '',
    'A bare insert is a row of 1.5 KB into a PostgreSQL that nobody else uses, without HTTP and without any work behind it: nobody who keeps a notice before answering is faster. With `fsync=off` the same does not wait for the disk; no system here is run so.',
    '',
  ].join('\n')
}
