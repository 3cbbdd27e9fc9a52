import { expect, it } from 'vitest'
import { createCensusGauges } from '../../telemetry/census-gauges.ts'
import { createMetrics } from '../../telemetry/metrics.ts'
import { tableRows } from './testing/page.ts'

it('tells every metric of ours, with its labels and their words', async () => {
  const metrics = createMetrics()
  const gauges = createCensusGauges(metrics, {
    census: async () => ({
      notices: [{ state: 'open', lane: 'person', notices: 1, oldestSeconds: 1 }],
      links: [{ status: 'current', reason: null, links: 1 }],
      holds: [],
      drift: [],
      personRequests: [{ askedFor: 'access', requests: 1, daysLeft: 1 }],
      salariesOverdue: 0,
    }),
    oldestDue: () => [{ class: 'inbox', overdueSeconds: 1 }],
    belvoRequestsLeft: async () => 1,
    failed: () => {},
  })
  await gauges.update()

  const told = tableRows('metrics.md').map(([name, labels]) => [name, labels])
  const there = (await metrics.registry.getMetricsAsJSON()).map(({ name, values }) => {
    const labels = Object.keys(values[0]?.labels ?? {}).map((label) => `\`${label}\``)
    return [`\`${name}\``, labels.join(', ') || '–']
  })
  expect(told).toEqual(there)
})

it.each(tableRows('metrics.md').filter(([, , says = '']) => says.includes(': `')))(
  '%s tells its words',
  async (name = '', _, says = '') => {
    const page = await createMetrics().registry.metrics()
    const words = [...(says.split(': ')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, word]) => word)
    const series = page.match(new RegExp(`^${name.replaceAll('`', '')}\\{.*$`, 'gm')) ?? []
    for (const one of series) expect(words.some((word) => one.includes(`="${word}"`))).toBe(true)
  },
)
