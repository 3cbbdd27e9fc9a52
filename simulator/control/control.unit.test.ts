import { describe, expect, it, vi } from 'vitest'
import { syntheticCpf } from '../lives/cpf.ts'
import { boxAtRest, receiver } from '../testing/boxes.ts'
import { clientOf } from '../testing/client.ts'

async function start(options = {}) {
  return clientOf((await boxAtRest(options)).url)
}

interface Truth {
  items: { kind: string; employmentId?: string }[]
}

interface Page {
  results: { id: string }[]
}

describe('the control API', () => {
  it.each([
    ['/_box/links', { cpf: '123' }, 400, 'cpf'],
    ['/_box/links', { cpf: syntheticCpf(99_999) }, 404, 'cpf'],
    ['/_box/links', { cpf: syntheticCpf(1), surprise: 1 }, 400, 'surprise'],
    ['/_box/links/none/refresh', {}, 404, 'id'],
    ['/_box/clock', { advance: 'soon' }, 400, 'advance'],
    ['/_box/faults', { fault: 'typo' }, 400, 'fault'],
    ['/_box/faults', { fault: 'reset', where: { link: 'x' } }, 400, 'where.link'],
    ['/_box/webhooks', {}, 400, 'body'],
    ['/_box/webhooks', '{', 400, 'body'],
  ])('answers %s %j with a problem that names the field', async (path, body, status, field) => {
    const answer = await (await start()).post(path, body)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ status, errors: [{ field }] })
  })

  it('changes the settings that it is told, and no others', async () => {
    const client = await start({ webhookDelayMs: 7 })
    const answer = await client.put('/_box/settings', { pageSize: 10 })
    expect(await answer.json()).toMatchObject({ pageSize: 10, webhookDelayMs: 7, rateLimit: true })
    const wrong = await client.put('/_box/settings', { pageSize: 0 })
    expect(await wrong.json()).toMatchObject({ errors: [{ field: 'pageSize' }] })
  })

  it('tells the truth by the ids that the lists have, up to what Belvo was told', async () => {
    const client = await start()
    const link = await client.connect(syntheticCpf(1))
    const truth = async () => {
      const { items } = await client.read<Truth>(`/_box/truth?link=${link}`)
      return items
    }
    expect(await truth()).toEqual([])
    await client.advance('1m')
    const { results } = await client.read<Page>(`/api/br/employments/?link=${link}`)
    const told = (await truth()).flatMap(({ employmentId }) => employmentId ?? [])
    expect([...new Set(told)].toSorted()).toEqual(results.map(({ id }) => id).toSorted())
  })

  it('finds a changed password out at the next refresh, and lets the person come back', async () => {
    const { received, url } = await receiver()
    const client = await start({ webhookUrl: url })
    const link = await client.connect(syntheticCpf(1))
    await client.advance('1m')
    await client.post(`/_box/links/${link}/break`)
    await client.post(`/_box/links/${link}/refresh`)
    await vi.waitFor(() => expect(received).toHaveLength(3))
    expect(received[2]?.body).toMatchObject({
      webhook_type: 'LINK',
      webhook_code: 'invalid_credentials',
      data: { error_code: 'login_error', status: 400 },
    })
    await client.post(`/_box/links/${link}/restore`)
    await client.advance('1m')
    await vi.waitFor(() => expect(received).toHaveLength(5))
    const codes = received.slice(3).map(({ body }) => body['webhook_code'])
    expect(codes).toEqual(['historical_update', 'historical_update'])
  })
})

describe('the page', () => {
  it('shows people and links, and its buttons work without a script', async () => {
    const client = await start()
    const connect = await client.submit('/actions/links', { cpf: syntheticCpf(1) })
    expect([connect.status, connect.headers.get('location')]).toEqual([303, '/'])
    const { items } = await client.read<{ items: { id: string }[] }>('/_box/links')
    await client.submit(`/actions/links/${items[0]?.id}/break`, {})
    const shown = await (await client.get('/')).text()
    expect(shown).toContain(items[0]?.id)
    expect(shown).toContain('password changed')
  })
})
