import { measuredIn } from '../measured.ts'
import type { Results } from '../results.ts'
import { linePlot } from './line-plot.ts'

export function wakePlot(results: Results): string {
  const lines = measuredIn(results).map((name) => ({
    name,
    points: (results.once[name]?.wakes ?? []).map(({ refreshesBefore, cpuMs }) => ({
      x: refreshesBefore,
      y: cpuMs,
    })),
  }))
  return linePlot({
    title: 'Wake cost by age',
    xLabel: 'refreshes that the link has lived through',
    yLabel: 'CPU of a wake, ms',
    lines,
  })
}
