import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createCensusGauges } from '../telemetry/census-gauges.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import { alerts, metricsIn } from './testing/alerts.ts'

const metrics = createMetrics()
createCensusGauges(metrics, {
  census: () => Promise.reject(new Error('not asked')),
  oldestDue: () => [],
  belvoRequestsLeft: () => Promise.reject(new Error('not asked')),
  failed: () => {},
})
const ours = metrics.registry.getMetricsAsArray().map(({ name }) => name)

it.each(alerts)('$alert leads to a page that begins with its symptom', ({ alert, annotations }) => {
  const page = readFileSync(new URL(`../${annotations.runbook}`, import.meta.url), 'utf8')

  expect(page).toMatch(/^# .+\n\n\*\*Symptom\.\*\* /)
  expect(page.split('\n\n')[1]).toContain(`\`${alert}\``)
})

// Those of the SDK are compared with a running worker, in proof/road/metrics.e2e.test.ts.
it.each(alerts)('$alert is built on metrics that exist', ({ expr }) => {
  const named = metricsIn(expr).filter((name) => !name.startsWith('temporal_'))

  expect([...ours, 'up']).toEqual(expect.arrayContaining(named))
  expect(metricsIn(expr)).not.toEqual([])
})

it('waits with a label only on words that a metric can have', async () => {
  const page = await metrics.registry.metrics()
  const tallied = alerts.flatMap(({ expr }) => [
    ...expr.matchAll(/(vinculo_\w+_total)\{([^}]+)\}/g),
  ])

  expect(tallied).not.toEqual([])
  for (const [, name, selector = ''] of tallied) {
    const [, label, words = ''] = /^(\w+)=~?"(.+)"$/.exec(selector) ?? []
    for (const word of words.split('|')) {
      expect(page).toMatch(new RegExp(`^${name}\\{.*${label}="${word}"`, 'm'))
    }
  }
})

it('names every alert once and says how loud it is', () => {
  expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
  for (const { labels } of alerts) expect(['page', 'ticket']).toContain(labels.severity)
})
