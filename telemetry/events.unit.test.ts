import { expect, it } from 'vitest'
import { createEvents } from './events.ts'
import { createLogger } from './logger.ts'
import { createMetrics } from './metrics.ts'

const linkId = '2f5d361d-dad6-45d4-a0bf-26d479766067'

function told() {
  const lines: string[] = []
  const metrics = createMetrics()
  const logger = createLogger(
    { name: 'test', level: 'debug' },
    { write: (line) => lines.push(line) },
  )
  return { lines, events: createEvents(logger, metrics), page: () => metrics.registry.metrics() }
}

it('counts a business event and says it, in one call', async () => {
  const { lines, events, page } = told()

  const read = { linkId, resource: 'OWNERS', outcome: 'applied', notices: 2, records: 1 } as const
  events.noticesApplied(read)

  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'notices applied', ...read })
  expect(await page()).toContain('vinculo_notices_applied_total{resource="OWNERS"} 2\n')
  expect(await page()).toContain('vinculo_fetches_total{resource="OWNERS",outcome="applied"} 1\n')
})

it('starts every series at zero, so that its first increase is seen', async () => {
  const page = await told().page()

  expect(page).toContain('vinculo_acks_total{outcome="shed"} 0\n')
  expect(page).toContain('vinculo_missed_links_total 0\n')
})

it('puts no id, no code of Belvo and no text of an error into a metric', async () => {
  const { events, page } = told()
  const canary = 'canary-529.982.247-25'

  events.wakeUpFailed({ linkId: canary, notices: 1 }, new Error(canary))
  events.belvoRefused({ linkId: canary, what: canary, code: canary })
  events.personReturned({ connectionId: canary, outcome: canary, linkId: canary })
  events.requestFailed({ trace: canary, method: canary, route: canary }, new Error(canary))

  expect(await page()).toContain('vinculo_belvo_refusals_total 1\n')
  expect(await page()).not.toContain('canary')
})
