import { afterEach, expect, it, vi } from 'vitest'
import { syntheticCpf } from './lives/cpf.ts'
import type { Simulator } from './simulator.ts'
import { startSimulator } from './simulator.ts'
import { clientOf } from './testing/client.ts'
import { startReceiver } from './testing/receiver.ts'

const STEADY = syntheticCpf(1)
const running: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const one of running.splice(0)) await one.close()
})

it('goes through the guide of Employments Brazil: token, widget, webhooks, both lists', async () => {
  const receiver = await started(startReceiver())
  const simulator = await box({
    webhookUrl: receiver.url,
    webhookAuthorization: 'Bearer abc',
    webhookDelayMs: 20,
  })
  const client = clientOf(simulator.url)
  const link = await client.connect(STEADY)
  await vi.waitFor(() => expect(receiver.received).toHaveLength(2))
  const types = receiver.received.map(({ body }) => body['webhook_type'])
  expect(types.toSorted()).toEqual(['EMPLOYMENTS', 'OWNERS'])
  expect(receiver.received[0]).toMatchObject({
    authorization: 'Bearer abc',
    body: { webhook_code: 'historical_update', link_id: link },
  })
  const employments = await client.get(`/api/br/employments/?link=${link}`)
  expect(await employments.text()).toContain('"base_amount":2410.50,')
  const owners = await client.get(`/api/owners/?link=${link}`)
  expect(await owners.json()).toMatchObject({ count: 1, results: [{ link }] })
  await client.post(`/_box/links/${link}/refresh`)
  await vi.waitFor(() => expect(receiver.received).toHaveLength(4))
  const codes = receiver.received.slice(2).map(({ body }) => body['webhook_code'])
  expect(codes.toSorted()).toEqual(['new_employments_available', 'new_owners_available'])
})

async function box(options: Parameters<typeof startSimulator>[0]): Promise<Simulator> {
  return await started(startSimulator({ port: 0, ...options }))
}

async function started<T extends { close(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const one = await starting
  running.push(one)
  return one
}
