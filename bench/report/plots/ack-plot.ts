import { medianOf, seriesOf } from '../figures.ts'
import { measuredIn } from '../measured.ts'
import { ackP99At } from '../metrics.ts'
import type { Results } from '../results.ts'
import { linePlot } from './line-plot.ts'

export function ackPlot(results: Results): string {
  const lines = measuredIn(results).map((name) => ({
    name,
    points: results.plan.acks.ratesPerSecond.flatMap((x) => {
      const y = medianOf(seriesOf(results, name, ackP99At(x)))
      return y === undefined ? [] : [{ x, y }]
    }),
  }))
  return linePlot({
    title: 'Ack p99 by rate',
    xLabel: 'notices a second',
    yLabel: 'ack p99, ms',
    lines,
  })
}
