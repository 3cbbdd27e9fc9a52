import { expect, it, vi } from 'vitest'
import { syntheticCpf } from './lives/cpf.ts'
import { boxAtRest, receiver } from './testing/boxes.ts'
import { clientOf } from './testing/client.ts'

const PATHS = ['/api/links/', '/api/owners/', '/api/institutions/', '/_box/clock', '/_box/links']

it('gives the same bytes for the same seed and commands, bad days and webhooks included', async () => {
  const first = await played('seed')
  const second = await played('seed')
  expect(first.length).toBeGreaterThan(20)
  expect(first.findIndex((text, i) => text !== second[i])).toBe(-1)
  expect((await played('another seed'))[0]).not.toBe(first[0])
})

/** Connects, lives on, suffers and reads; every body that came back, the webhooks sorted. */
async function played(seed: string): Promise<string[]> {
  const { received, url } = await receiver()
  const client = clientOf((await boxAtRest({ seed, webhookUrl: url, rateLimit: false })).url)
  const heard: string[] = []
  const hear = async (answer: Promise<Response>) => heard.push(await (await answer).text())
  await client.post('/_box/faults', { fault: 'new_field', rate: 0.5 })
  await client.post('/_box/faults', { fault: 'duplicate', rate: 0.5 })
  await hear(client.token().then((token) => Response.json(token)))
  const ids = [await client.connect(syntheticCpf(1)), await client.connect(syntheticCpf(123_456))]
  for (const advance of ['8s', '1m', '14d']) {
    await hear(client.post('/_box/clock', { advance }))
    for (const path of PATHS) await hear(client.get(path))
    for (const id of ids) await hear(client.get(`/api/br/employments/?link=${id}&page_size=1`))
  }
  await hear(client.get('/api/nothing/'))
  await vi.waitFor(async () => {
    const { items } = (await (await client.get('/_box/deliveries')).json()) as Deliveries
    expect(items.every(({ final }) => final)).toBe(true)
  })
  const bodies = received.map(({ body }) => JSON.stringify(body)).toSorted()
  return [...heard.map((text) => text.replaceAll(/127\.0\.0\.1:\d+/g, 'box')), ...bodies]
}

interface Deliveries {
  items: { final: boolean }[]
}
