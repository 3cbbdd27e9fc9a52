import { medianOf, rounded, seriesOf } from '../figures.ts'
import { measuredIn } from '../measured.ts'
import type { Results } from '../results.ts'
import { colours, legend, round, size, svg, text } from './svg.ts'

const processes = [
  'api',
  'worker',
  'app',
  'temporal',
  'redis',
  'postgres',
  'belvo',
  'load',
] as const

/** One bar for each system, made of its processes. */
export function cpuPlot(results: Results): string {
  const measured = measuredIn(results).filter((name) => results.timed[name])
  const bars = measured.map((name) => ({
    name,
    parts: processes.map(
      (part) => medianOf(seriesOf(results, name, (one) => one.cost.cpuMsPerNotice[part])) ?? 0,
    ),
  }))
  const longest = Math.max(1, ...bars.map(({ parts }) => totalOf(parts)))
  const left = 110
  const perMs = (size.width - size.right - left - 50) / longest
  const step = (size.height - size.top - 20) / Math.max(1, bars.length)
  const drawn = bars.flatMap(({ name, parts }, at) => {
    const y = size.top + at * step
    let x = left
    const rects = parts.map((ms, part) => {
      const from = x
      x += ms * perMs
      return `<rect x="${round(from)}" y="${round(y)}" width="${round(ms * perMs)}" height="${round(step * 0.6)}" fill="${colours[part % colours.length]}"/>`
    })
    const middle = y + step * 0.3 + 4
    return [
      text(left - 8, middle, name, 'end'),
      ...rects,
      text(x + 6, middle, `${rounded(totalOf(parts))} ms`),
    ]
  })
  return svg('CPU of a notice by process', [...drawn, ...legend(processes)])
}

function totalOf(parts: readonly number[]): number {
  return parts.reduce((sum, ms) => sum + ms, 0)
}
