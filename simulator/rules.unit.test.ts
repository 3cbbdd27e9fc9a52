import { describe, expect, it } from 'vitest'
import { syntheticCpf } from './lives/cpf.ts'
import { boxAtRest } from './testing/boxes.ts'
import { clientOf, TOKEN_REQUEST } from './testing/client.ts'

const STEADY = syntheticCpf(1)

async function start(options = {}) {
  return clientOf((await boxAtRest(options)).url)
}

async function codesOf(response: Response) {
  const items = (await response.json()) as { code: string; field?: string }[]
  return [response.status, ...items.map(({ code, field }) => (field ? `${code} ${field}` : code))]
}

type Client = Awaited<ReturnType<typeof start>>

async function linkNow(client: Client, id: string) {
  return (await (await client.get(`/api/links/${id}/`)).json()) as Record<string, string | null>
}

async function countNow(client: Client, id: string) {
  const response = await client.get(`/api/br/employments/?link=${id}`)
  return ((await response.json()) as { count: number }).count
}

describe('a token request', () => {
  it('is refused, field by field, unless it is as the guide wants it', async () => {
    const client = await start()
    const refused = async (more: Record<string, unknown>) =>
      codesOf(await client.post('/api/token/', { ...TOKEN_REQUEST, ...more }))
    expect(await refused({ password: 'other' })).toEqual([401, 'authentication_failed'])
    expect(await refused({ scopes: 'read_institutions' })).toEqual([400, 'invalid scopes'])
    expect(await refused({ fetch_resources: ['OWNERS'] })).toEqual([
      400,
      'invalid_fetch_resources fetch_resources',
    ])
    expect(await refused({ fetch_resources: 'OWNERS' })).toEqual([
      400,
      'not_a_list fetch_resources',
    ])
    expect(await refused({ stale_in: '9999d' })).toEqual([400, 'invalid stale_in'])
    expect(await refused({ credentials_storage: 'maybe' })).toEqual([
      400,
      'invalid_credentials_storage credentials_storage',
    ])
    const { callback_urls, branding } = TOKEN_REQUEST.widget
    expect(await refused({ widget: { callback_urls } })).toEqual([400, 'required widget.branding'])
    expect(
      await refused({ widget: { branding, callback_urls: { exit: '', event: null } } }),
    ).toEqual([
      400,
      'required widget.callback_urls.success',
      'blank widget.callback_urls.exit',
      'null widget.callback_urls.event',
    ])
    expect(await codesOf(await client.post('/api/token/', '{'))).toEqual([400, 'parse_error'])
  })
})

describe('an access token', () => {
  it('opens the widget once, and only for ten minutes', async () => {
    const client = await start()
    const used = await client.token()
    const form = { cpf: STEADY, password: 'certa', consent: 'on' }
    const first = await client.submit('/widget/connect', { ...form, access_token: used })
    expect(first.headers.get('location')).toMatch(/^lender:\/\/success\?link=[0-9a-f-]{36}&inst/)
    const late = await client.token()
    const tryAgain = async (access_token: string) => {
      const again = await client.submit('/widget/connect', { ...form, access_token })
      return again.headers.get('location')
    }
    expect(await tryAgain(used)).toBe(
      'lender://event?error=ACCESS_TOKEN_NOT_VALID&error_message=The%20access%20token%20was%20not%20provided%20or%20is%20not%20valid',
    )
    await client.advance('10m')
    expect(await tryAgain(late)).toContain('ACCESS_TOKEN_NOT_VALID')
    const unknown = await client.submit('/widget/connect', { ...form, access_token: 'x.y.z' })
    expect(unknown.status).toBe(401)
  })
})

describe('the widget', () => {
  it('remembers a refused login for the exit redirect', async () => {
    const client = await start()
    const access_token = await client.token()
    const form = { access_token, cpf: STEADY, password: 'errada', consent: 'on' }
    expect((await client.submit('/widget/connect', form)).status).toBe(422)
    const exit = await client.submit('/widget/exit', {
      access_token,
      step: 'login',
      institution: 'inss_br_employment',
    })
    expect(exit.headers.get('location')).toBe(
      'lender://exit?last_encountered_error_code=login_error&last_encountered_error_message=Invalid%20credentials%20provided%20to%20login%20to%20the%20institution&meta_data_institution_name=inss_br_employment',
    )
  })
})

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
    expect(await countNow(client, ids[0] ?? '')).toBe(0)
  })
})
