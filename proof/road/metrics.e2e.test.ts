import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectPerson } from '../../dev/connect-person.ts'
import { eventually } from '../../dev/eventually.ts'
import type { TestStack } from '../../dev/testing/stack.ts'
import { startTestStack } from '../../dev/testing/stack.ts'
import { alerts, metricsIn } from '../../ops/testing/alerts.ts'
import { syntheticCpf } from '../../simulator/lives/cpf.ts'

const cpf = syntheticCpf(420_001)
const externalId = 'applicant_420001'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
  await connectPerson(stack.addresses, { cpf, externalId })
})
afterAll(() => stack.stop())

const scrape = async (url: string) => await (await fetch(`${url}/metrics`)).text()

it('counts the road of a notice at the door, in the relay and in the hands', async () => {
  await eventually('the link is counted as current', async () =>
    (await scrape(stack.addresses.api)).includes('vinculo_links{status="current",reason=""} 1\n'),
  )
  const door = await scrape(stack.addresses.api)
  const hands = await scrape(stack.addresses.worker)

  expect(door).toMatch(/^vinculo_acks_total\{outcome="archived"\} [1-9]/m)
  expect(door).toMatch(/^vinculo_ack_seconds_count [1-9]/m)
  expect(door).toMatch(/^vinculo_dispatches_total\{lane="person"\} [1-9]/m)
  expect(door).toMatch(/^vinculo_belvo_requests_left \d/m)
  expect(hands).toMatch(/^vinculo_fetches_total\{resource="OWNERS",outcome="applied"\} [1-9]/m)
  expect(hands).toMatch(/^vinculo_notices_applied_total\{resource="EMPLOYMENTS"\} [1-9]/m)
})

it('tells the metrics of the SDK beside its own, those that alerts are built on among them', async () => {
  const hands = await scrape(stack.addresses.worker)
  const built = alerts
    .flatMap(({ expr }) => metricsIn(expr))
    .filter((name) => /^temporal/.test(name))

  expect(built).not.toEqual([])
  for (const name of built) expect(hands).toMatch(new RegExp(`^# TYPE ${name} `, 'm'))
})

it('names nobody: no id of a link, a person or a run is in a metric', async () => {
  const told = (await scrape(stack.addresses.api)) + (await scrape(stack.addresses.worker))
  const { items } = await stack.api<{ items: { id: string }[] }>('GET', '/v1/links')

  expect(items).toHaveLength(1)
  for (const id of [items[0]?.id ?? 'none', cpf, externalId]) expect(told).not.toContain(id)
})

it('says of the worker whether it polls', async () => {
  expect((await fetch(`${stack.addresses.worker}/healthz`)).status).toBe(200)
})
