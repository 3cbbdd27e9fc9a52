import { describe, expect, it } from 'vitest'
import { syntheticCpf } from '../lives/cpf.ts'
import { boxAtRest } from '../testing/boxes.ts'
import { clientOf } from '../testing/client.ts'
import { codesOf } from '../testing/codes.ts'

const STEADY = syntheticCpf(1)

async function start(options = {}) {
  return clientOf((await boxAtRest(options)).url)
}

type Client = Awaited<ReturnType<typeof start>>

async function linkNow(client: Client, id: string) {
  return (await (await client.get(`/api/links/${id}/`)).json()) as Record<string, string | null>
}

async function countNow(client: Client, id: string) {
  const response = await client.get(`/api/br/employments/?link=${id}`)
  return ((await response.json()) as { count: number }).count
}

describe('a link', () => {
  it.each([
    ['a CPF', '12345678909', null],
    ['a mobile number', '5511987654321', null],
    ['too short', 'ab', null],
    ['an id of the client', 'applicant_8842', 'applicant_8842'],
  ])('keeps an external id that is %s (%s) as %s', async (_, external_id, kept) => {
    const client = await start()
    const id = await client.connect(STEADY, { external_id })
    expect((await linkNow(client, id))['external_id']).toBe(kept)
  })

  it('is made once for a person: the second time is duplicated', async () => {
    const client = await start()
    const id = await client.connect(STEADY)
    const { institution_user_id } = await linkNow(client, id)
    const again = await client.post('/api/links/', {
      institution: 'inss_br_employment',
      username: STEADY,
      password: 'certa',
    })
    expect(again.status).toBe(400)
    expect(await again.json()).toMatchObject([{ code: 'duplicated', institution_user_id }])
  })

  it('cools down for ten minutes after a refresh', async () => {
    const client = await start()
    const id = await client.connect(STEADY)
    const refresh = () => client.post(`/api/links/${id}/refresh/`, {})
    expect((await refresh()).status).toBe(202)
    expect(await codesOf(await refresh())).toEqual([409, 'link_refreshed'])
    await client.advance('10m')
    expect((await refresh()).status).toBe(202)
  })

  it('moves last_accessed_at and collected_at only when the institution was asked', async () => {
    const client = await start()
    const id = await client.connect(STEADY, { access_mode: 'single' })
    const look = async () => {
      const { last_accessed_at } = await linkNow(client, id)
      const page = await (await client.get(`/api/br/employments/?link=${id}`)).json()
      const { results } = page as { results: { collected_at: string }[] }
      return { last_accessed_at, at: results[0]?.collected_at }
    }
    await client.advance('1h')
    const before = await look()
    await client.advance('1h')
    expect(await look()).toEqual(before)
    await client.post('/api/br/employments/', { link: id })
    const after = await look()
    expect(after.at).not.toBe(before.at)
    expect(after.last_accessed_at).not.toBe(before.last_accessed_at)
  })

  it('gives nothing, or something unfinished, before its webhook, and nothing once stale', async () => {
    const client = await start()
    const id = await client.connect(STEADY, { access_mode: 'single' })
    expect(await countNow(client, id)).toBe(0)
    await client.advance('1m')
    expect(await countNow(client, id)).toBe(2)
    await client.advance('89d')
    expect(await countNow(client, id)).toBe(2)
    await client.advance('1d')
    expect(await countNow(client, id)).toBe(0)
  })

  it('keeps the later answer of the institution when an earlier one comes after it', async () => {
    const client = await start({ refreshRate: '30d' })
    const id = await client.connect(STEADY)
    const salaries = async () => {
      const answer = await client.get(`/api/br/employments/?link=${id}&fields=salaries`)
      return await answer.text()
    }
    await client.put('/_box/settings', { webhookDelayMs: 0 })
    for (let months = 1; months <= 2; months++) await client.post(`/_box/links/${id}/refresh`)
    await client.advance('1s')
    const later = await salaries()
    expect(later).toContain('2026-12')
    await client.advance('1m')
    expect(await salaries()).toBe(later)
  })

  it('is invalid after six refused retrievals, and valid with new credentials', async () => {
    const client = await start()
    const id = await client.connect(STEADY)
    await client.advance('1m')
    await client.put('/_box/settings', { rateLimit: false })
    await client.post(`/_box/links/${id}/break`)
    const retrieve = async () => codesOf(await client.post('/api/br/employments/', { link: id }))
    for (let time = 1; time <= 6; time++) expect(await retrieve()).toEqual([400, 'login_error'])
    expect(await retrieve()).toEqual([400, 'invalid_link'])
    expect((await linkNow(client, id))['status']).toBe('invalid')
    await client.put(`/api/links/${id}/`, { password: 'nova' })
    expect((await linkNow(client, id))['status']).toBe('valid')
  })

  it('has no credentials after nostore, nor after its days of storage', async () => {
    const client = await start()
    const create = async (serial: number, credentials_storage: string) => {
      const response = await client.post('/api/links/', {
        institution: 'inss_br_employment',
        username: syntheticCpf(serial),
        password: 'certa',
        access_mode: 'single',
        credentials_storage,
        fetch_resources: ['EMPLOYMENTS'],
      })
      return ((await response.json()) as { id: string }).id
    }
    const [none, days] = [await create(1, 'nostore'), await create(2, '30d')]
    await client.advance('1m')
    expect((await linkNow(client, none))['status']).toBe('invalid')
    expect((await linkNow(client, days))['status']).toBe('valid')
    const retrieval = await client.post('/api/br/employments/', { link: none })
    expect(await codesOf(retrieval)).toEqual([404, 'expired_credentials'])
    await client.advance('30d')
    expect((await linkNow(client, days))['status']).toBe('invalid')
  })
})
