import { colours, legend, round, size, svg, text } from './svg.ts'

export interface Line {
  readonly name: string
  readonly points: readonly { readonly x: number; readonly y: number }[]
}

export interface LinePlot {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly lines: readonly Line[]
}

/** Lines over two logarithmic axes. */
export function linePlot({ title, xLabel, yLabel, lines: all }: LinePlot): string {
  const lines = all.filter((line) => line.points.length > 0)
  const points = lines.flatMap((line) => line.points)
  const xs = [...new Set(points.map(({ x }) => x))].sort((a, b) => a - b)
  const ys = decadesAround(points.map(({ y }) => y))
  const place = {
    x: scale(xs[0] ?? 1, xs.at(-1) ?? 10, size.left, size.width - size.right),
    y: scale(ys[0] ?? 1, ys.at(-1) ?? 10, size.height - size.bottom, size.top),
  }
  const drawn = lines.map(({ points }, at) => {
    const colour = colours[at % colours.length]
    const path = points.map(({ x, y }) => `${round(place.x(x))},${round(place.y(y))}`)
    return `<polyline points="${path.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`
  })
  return svg(title, [
    ...ys.flatMap((y) => [
      `<line x1="${size.left}" x2="${size.width - size.right}" y1="${round(place.y(y))}" y2="${round(place.y(y))}" stroke="#ddd"/>`,
      text(size.left - 6, place.y(y) + 4, String(y), 'end'),
    ]),
    ...xs.map((x) => text(place.x(x), size.height - size.bottom + 18, String(x), 'middle')),
    text((size.left + size.width - size.right) / 2, size.height - 8, xLabel, 'middle'),
    text(8, 14, yLabel),
    ...drawn,
    ...legend(lines.map(({ name }) => name)),
  ])
}

function decadesAround(values: readonly number[]): number[] {
  const positive = values.filter((value) => value > 0)
  const from = Math.floor(Math.log10(Math.min(...positive, 1)))
  const to = Math.ceil(Math.log10(Math.max(...positive, 10)))
  return Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at))
}

function scale(from: number, to: number, start: number, end: number) {
  const span = Math.log(to / from) || 1
  return (value: number) =>
    start + (Math.log(Math.max(value, Number.MIN_VALUE) / from) / span) * (end - start)
}
