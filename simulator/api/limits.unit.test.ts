import { describe, expect, it } from 'vitest'
import { syntheticCpf } from '../lives/cpf.ts'
import type { SimulatorOptions } from '../settings.ts'
import { boxAtRest } from '../testing/boxes.ts'
import { clientOf } from '../testing/client.ts'

async function start(options: SimulatorOptions = {}) {
  return clientOf((await boxAtRest(options)).url)
}

describe('limits', () => {
  it('answer HTML from the 81st request within 30 s', async () => {
    const client = await start()
    for (let time = 1; time <= 80; time++) expect((await client.get('/api/')).status).toBe(200)
    const refused = await client.get('/api/')
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      403,
      'text/html; charset=UTF-8',
    ])
    await client.advance('30s')
    expect((await client.get('/api/')).status).toBe(200)
  })

  it('let five links a minute be deleted at once, any number later', async () => {
    const client = await start()
    const ids: string[] = []
    for (let serial = 1; serial <= 7; serial++) ids.push(await client.connect(syntheticCpf(serial)))
    const statuses: number[] = []
    for (const id of ids.slice(0, 6)) {
      statuses.push((await client.delete(`/api/links/${id}/`)).status)
    }
    expect(statuses).toEqual([204, 204, 204, 204, 204, 429])
    const later = { 'x-belvo-request-mode': 'async' }
    expect((await client.delete(`/api/links/${ids[6]}/`, later)).status).toBe(202)
    await client.advance('1m')
    expect((await client.get(`/api/links/${ids[6]}/`)).status).toBe(404)
    const gone = await client.read<{ count: number }>(`/api/br/employments/?link=${ids[0]}`)
    expect(gone.count).toBe(0)
  })
})

it('keeps an answer back for as long as it is on its way', async () => {
  const client = await start({ latencyMs: [50, 60] })
  const askedAt = performance.now()
  await client.get('/api/')
  expect(performance.now() - askedAt).toBeGreaterThan(45)
})
