import { expect, it, vi } from 'vitest'
import type { Census } from '../domain/census.ts'
import { createCensusGauges } from './census-gauges.ts'
import { createMetrics } from './metrics.ts'

const census: Census = {
  notices: [{ state: 'open', lane: 'person', notices: 3, oldestSeconds: 41 }],
  links: [{ status: 'current', reason: null, links: 7 }],
  holds: [{ cause: 'keys_refused', holds: 1 }],
  drift: [{ kind: 'unknown_field', places: 2 }],
  personRequests: [{ askedFor: 'access', requests: 2, daysLeft: -1 }],
  salariesOverdue: 3,
}

function gauges(take: () => Promise<Census>) {
  const metrics = createMetrics()
  const failures: unknown[] = []
  const { update } = createCensusGauges(metrics, {
    census: take,
    oldestDue: () => [{ class: 'inbox', overdueSeconds: 90 }],
    belvoRequestsLeft: async () => 20,
    failed: (thrown) => failures.push(thrown),
  })
  return { update, failures, page: () => metrics.registry.metrics() }
}

it('tells what waits, how long, and where the links stand', async () => {
  const { update, page } = gauges(async () => census)

  await update()

  const told = await page()
  expect(told).toContain('vinculo_notices{state="open",lane="person"} 3\n')
  expect(told).toContain('vinculo_oldest_notice_seconds{state="open",lane="person"} 41\n')
  expect(told).toContain('vinculo_oldest_notice_seconds{state="open",lane="recurrent"} 0\n')
  expect(told).toContain('vinculo_links{status="current",reason=""} 7\n')
  expect(told).toContain('vinculo_holds{cause="keys_refused"} 1\n')
  expect(told).toContain('vinculo_holds{cause="operator"} 0\n')
  expect(told).toContain('vinculo_drift_places{kind="unknown_field"} 2\n')
  expect(told).toContain('vinculo_drift_places{kind="wrong_type"} 0\n')
  expect(told).toContain('vinculo_salaries_overdue 3\n')
  expect(told).toContain('vinculo_person_request_days_left{asked_for="access"} -1\n')
  expect(told).toContain('vinculo_belvo_requests_left 20\n')
  expect(told).toContain('vinculo_past_retention_seconds{class="inbox"} 90\n')
  expect(told).toContain('vinculo_census_taken 1\n')
})

it('asks the database once, however many look at the same time', async () => {
  let asked = 0
  const { update } = gauges(async () => {
    asked += 1
    return census
  })

  await Promise.all([update(), update(), update()])

  expect(asked).toBe(1)
})

it('asks again later, and forgets a kind of which there are none left', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  let now = census
  const { update, page } = gauges(async () => now)
  await update()

  now = { ...census, notices: [], links: [{ status: 'stale', reason: null, links: 7 }] }
  vi.advanceTimersByTime(5_000)
  await update()

  expect(await page()).toContain('vinculo_notices{state="open",lane="person"} 0\n')
  expect(await page()).toContain('vinculo_links{status="stale",reason=""} 7\n')
  expect(await page()).not.toContain('status="current"')
  vi.useRealTimers()
})

it('leaves the gauges out while the database is away, and tells the counters all the same', async () => {
  const { update, failures, page } = gauges(() => Promise.reject(new Error('away')))

  await update()

  const told = await page()
  expect(failures).toHaveLength(1)
  expect(told).toContain('vinculo_census_taken 0\n')
  expect(told).not.toContain('vinculo_links{')
  expect(told).toContain('vinculo_acks_total{outcome="archived"} 0\n')
})
