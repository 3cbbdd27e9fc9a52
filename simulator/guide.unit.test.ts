import { expect, it, vi } from 'vitest'
import { syntheticCpf } from './lives/cpf.ts'
import { boxAtRest, receiver } from './testing/boxes.ts'
import { clientOf } from './testing/client.ts'

const STEADY = syntheticCpf(1)

it('goes through the guide of Employments Brazil: token, widget, webhooks, both lists', async () => {
  const { received, url } = await receiver()
  const box = await boxAtRest({ webhookUrl: url, webhookAuthorization: 'Bearer abc' })
  const client = clientOf(box.url)
  const link = await client.connect(STEADY)
  await client.advance('1m')
  await vi.waitFor(() => expect(received).toHaveLength(2))
  const types = received.map(({ body }) => body['webhook_type'])
  expect(types.toSorted()).toEqual(['EMPLOYMENTS', 'OWNERS'])
  expect(received[0]).toMatchObject({
    authorization: 'Bearer abc',
    body: { webhook_code: 'historical_update', link_id: link },
  })
  const employments = await client.get(`/api/br/employments/?link=${link}`)
  expect(await employments.text()).toContain('"base_amount":2410.50,')
  const owners = await client.get(`/api/owners/?link=${link}`)
  expect(await owners.json()).toMatchObject({ count: 1, results: [{ link }] })
})

it('tells of every interval of a recurrent link with new_…_available', async () => {
  const { received, url } = await receiver()
  const client = clientOf((await boxAtRest({ webhookUrl: url })).url)
  await client.connect(STEADY)
  await client.advance('29d')
  await vi.waitFor(() => expect(received).toHaveLength(10))
  const codes = received.slice(2).map(({ body }) => body['webhook_code'])
  expect(codes.filter((code) => code === 'new_employments_available')).toHaveLength(4)
  expect(codes.filter((code) => code === 'new_owners_available')).toHaveLength(4)
})
