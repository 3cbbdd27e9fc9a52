import type { Results } from '../results.ts'
import { linePlot } from './line-plot.ts'

export function wakePlot(results: Results): string {
  const lines = Object.entries(results.once)
    .filter(([, { wakes }]) => wakes.length > 0)
    .map(([name, { wakes }]) => ({
      name,
      points: wakes.map(({ refreshesBefore, cpuMs }) => ({ x: refreshesBefore, y: cpuMs })),
    }))
  return linePlot({
    title: 'Wake cost by age',
    xLabel: 'refreshes that the link has lived through',
    yLabel: 'CPU of a wake, ms',
    lines,
  })
}
