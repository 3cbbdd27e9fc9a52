import { describe, expect, it, vi } from 'vitest'
import { syntheticCpf } from '../lives/cpf.ts'
import { boxAtRest, receiver } from '../testing/boxes.ts'
import { clientOf } from '../testing/client.ts'

interface Logged {
  notice: Record<string, unknown>
  attempt: number
  faults: string[]
  outcome: { kind: string; status?: number; reason?: string }
  final: boolean
}

async function start(answer: (count: number) => number, options = {}) {
  const { received, url } = await receiver(answer)
  const client = clientOf((await boxAtRest({ webhookUrl: url, ...options })).url)
  const deliveries = async () => {
    const response = await client.get('/_box/deliveries')
    return ((await response.json()) as { items: Logged[] }).items
  }
  const settled = () =>
    vi.waitFor(async () => {
      const all = await deliveries()
      expect(all.every(({ outcome }) => outcome.kind !== 'under way')).toBe(true)
      return all
    })
  return { client, received, settled }
}

const NOTICE = { body: { webhook_type: 'OWNERS' } }

describe('a webhook that is not taken', () => {
  it('comes five times more, further and further apart, after any answer but a 2xx', async () => {
    const { client, received, settled } = await start(() => 500)
    await client.post('/_box/webhooks', NOTICE)
    const counts: number[] = []
    for (let minute = 0; minute <= 20; minute++) {
      await settled()
      counts.push(received.length)
      await client.advance('1m')
    }
    expect(counts.filter((count, i) => count !== counts[i - 1])).toEqual([1, 2, 3, 4, 5, 6])
    expect([1, 3, 6, 10, 15].map((minute) => counts[minute])).toEqual([2, 3, 4, 5, 6])
    expect((await settled()).map(({ final }) => final)).toEqual([...Array(5).fill(false), true])
  })

  it('comes three times more, a minute apart, after any answer but a 200', async () => {
    const { client, received, settled } = await start(() => 204, { webhookRetry: 'minute3' })
    await client.post('/_box/webhooks', NOTICE)
    for (let minute = 0; minute <= 5; minute++) {
      await settled()
      await client.advance('1m')
    }
    expect(received).toHaveLength(4)
  })

  it('leaves the box alive when the receiver is gone', async () => {
    const { client, settled } = await start(() => 200, { webhookUrl: 'http://127.0.0.1:9/' })
    await client.post('/_box/webhooks', NOTICE)
    expect(await settled()).toMatchObject([{ outcome: { kind: 'failed' }, final: false }])
    expect((await client.get('/api/')).status).toBe(200)
  })
})

describe('on a bad day, a webhook', () => {
  async function day(fault: string, options = {}) {
    const box = await start(() => 200, options)
    await box.client.post('/_box/faults', { fault, where: { resource: 'EMPLOYMENTS' } })
    await box.client.connect(syntheticCpf(1))
    return box
  }

  it('is dropped, and the log says so', async () => {
    const { client, received, settled } = await day('drop')
    await client.advance('1h')
    const log = await settled()
    expect(received.map(({ body }) => body['webhook_type'])).toEqual(['OWNERS'])
    expect(log.find(({ outcome }) => outcome.kind === 'dropped')?.faults).toEqual(['drop'])
  })

  it('comes more than once', async () => {
    const { client, received, settled } = await day('duplicate')
    await client.advance('1m')
    await settled()
    expect(received.length).toBeGreaterThan(2)
  })

  it('goes out after the next one', async () => {
    const { client, settled } = await day('reorder', {
      webhookOrder: 'employments-first',
    })
    await client.advance('30s')
    const types = (await settled()).map(({ notice }) => notice['webhook_type'])
    expect(types).toEqual(['OWNERS', 'EMPLOYMENTS'])
  })

  it('is there before the person is back', async () => {
    const { received } = await day('before_redirect')
    expect(received.map(({ body }) => body['webhook_type'])).toEqual(['EMPLOYMENTS'])
  })
})
