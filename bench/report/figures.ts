import { median } from '../measure/percentiles.ts'
import type { Results, Timed } from './results.ts'

/** What a metric came to in each repetition; undefined where it was not measured. */
export type Series = readonly (number | undefined)[]

export type Metric = (timed: Timed) => number | undefined

export function seriesOf({ timed }: Results, system: string, metric: Metric): Series {
  return (timed[system] ?? []).map((one) => {
    const value = one ? metric(one) : undefined
    return value !== undefined && Number.isFinite(value) ? value : undefined
  })
}

/** `a` for one of `b`, each within its repetition: what slowed both of them cancels out. */
export function ratios(a: Series, b: Series): Series {
  return a.map((value, repetition) => {
    const other = b[repetition]
    return value === undefined || other === undefined || other === 0 ? undefined : value / other
  })
}

/** Median and range, such as `12.3 (11.8–13.0)`; a dash where there is nothing. */
export function figure(series: Series, unit = ''): string {
  const values = series.filter((value) => value !== undefined)
  if (values.length === 0) return '–'
  const middle = `${rounded(median(values))}${unit}`
  if (values.length === 1) return middle
  return `${middle} (${rounded(Math.min(...values))}–${rounded(Math.max(...values))})`
}

export function medianOf(series: Series): number | undefined {
  const values = series.filter((value) => value !== undefined)
  return values.length === 0 ? undefined : median(values)
}

/** Three digits that mean something, no more. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value === 0) return '0'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en')
  return String(Number(value.toPrecision(3)))
}
