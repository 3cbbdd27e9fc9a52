import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

export interface Alert {
  readonly alert: string
  readonly expr: string
  readonly labels: { readonly severity: string }
  readonly annotations: { readonly summary: string; readonly runbook: string }
}

const file = new URL('../alerts.yml', import.meta.url)
const { groups } = parse(readFileSync(file, 'utf8')) as { groups: { rules: Alert[] }[] }

/** The alerting rules as Prometheus reads them. */
export const alerts: readonly Alert[] = groups.flatMap(({ rules }) => rules)

/** The metrics that an expression names, a histogram by its own name. */
export function metricsIn(expr: string): string[] {
  const names = expr.match(/\b(?:vinculo|temporal|process|nodejs)_\w+|\bup\b/g) ?? []
  return names.map((name) => name.replace(/_(bucket|sum|count)$/, ''))
}
