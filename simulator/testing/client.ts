import { DEFAULTS } from '../settings.ts'

export const TOKEN_REQUEST = {
  id: DEFAULTS.secretId,
  password: DEFAULTS.secretPassword,
  scopes: 'read_institutions,write_links',
  stale_in: '90d',
  credentials_storage: 'store',
  fetch_resources: ['EMPLOYMENTS', 'OWNERS'],
  widget: {
    callback_urls: {
      success: 'lender://success',
      exit: 'lender://exit',
      event: 'lender://event',
    },
    branding: {
      company_icon: 'https://lender.example/icon.svg',
      company_logo: 'https://lender.example/logo.svg',
      company_name: 'Lender',
      company_terms_url: 'https://lender.example/terms',
    },
  },
}

/** A client of the box, as small as tests need it. */
export function clientOf(url: string) {
  const keys = Buffer.from(`${DEFAULTS.secretId}:${DEFAULTS.secretPassword}`).toString('base64')
  const headers = { authorization: `Basic ${keys}`, 'content-type': 'application/json' }
  const send = (method: string, path: string, body?: unknown, more: Record<string, string> = {}) =>
    fetch(url + path, {
      method,
      headers: { ...headers, ...more },
      redirect: 'manual',
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  return {
    get: (path: string) => send('GET', path),
    read: async <T>(path: string) => (await (await send('GET', path)).json()) as T,
    post: (path: string, body?: unknown, more?: Record<string, string>) =>
      send('POST', path, body, more),
    put: (path: string, body?: unknown) => send('PUT', path, body),
    patch: (path: string, body?: unknown) => send('PATCH', path, body),
    delete: (path: string, more?: Record<string, string>) => send('DELETE', path, undefined, more),
    advance: (duration: string) => send('POST', '/_box/clock', { advance: duration }),
    async token(more: Record<string, unknown> = {}): Promise<string> {
      const response = await send('POST', '/api/token/', { ...TOKEN_REQUEST, ...more })
      const { access } = (await response.json()) as { access: string }
      return access
    },
    submit: (path: string, fields: Record<string, string>) =>
      fetch(url + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' }),
    /** Goes through the widget; the id of the new link. */
    async connect(cpf: string, more: Record<string, string> = {}): Promise<string> {
      const response = await this.submit('/widget/connect', {
        access_token: await this.token(),
        access_mode: 'recurrent',
        external_id: `person-${cpf.slice(-4)}`,
        institution: 'inss_br_employment',
        cpf,
        password: 'certa',
        consent: 'on',
        ...more,
      })
      const address = response.headers.get('location')
      if (!address) throw new Error(`The widget did not connect ${cpf}: ${response.status}`)
      return new URL(address).searchParams.get('link') ?? ''
    },
  }
}
