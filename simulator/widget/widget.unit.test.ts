import { describe, expect, it } from 'vitest'
import { syntheticCpf } from '../lives/cpf.ts'
import { boxAtRest } from '../testing/boxes.ts'
import { clientOf, TOKEN_REQUEST } from '../testing/client.ts'

const STEADY = syntheticCpf(1)

async function start() {
  const client = clientOf((await boxAtRest()).url)
  const visit = async (query: Record<string, string>) =>
    await (await client.get(`/widget/?${new URLSearchParams(query)}`)).text()
  return { client, visit }
}

const form = (access_token: string, more = {}) => ({
  access_token,
  institution: 'inss_br_employment',
  cpf: STEADY,
  password: 'certa',
  consent: 'on',
  ...more,
})

describe('the widget', () => {
  it('opens the page of the only institution left, else lets the person choose', async () => {
    const { client, visit } = await start()
    const access_token = await client.token()
    const only = await visit({ access_token, institutions: 'inss_br_employment' })
    expect(only).toContain('action="/widget/connect"')
    const all = await visit({ access_token })
    expect(all).not.toContain('action="/widget/connect"')
    expect(all).toContain('institutions=inss_br_employment')
  })

  it('applies branding and theme, and nothing that a theme should not hold', async () => {
    const { client, visit } = await start()
    const { widget } = TOKEN_REQUEST
    const access_token = await client.token({
      widget: {
        ...widget,
        branding: { ...widget.branding, company_name: '<b>Aurora</b>' },
        theme: [
          { css_key: '--color-primary-base', value: '#0A7F5A' },
          { css_key: '--button-border-radius', value: '4px}</style><script>' },
        ],
      },
    })
    const page = await visit({ access_token, institutions: 'inss_br_employment' })
    expect(page).toContain('--color-primary-base:#0A7F5A')
    expect(page).toContain('&lt;b&gt;Aurora')
    expect(page).not.toContain('4px}')
  })

  it.each([
    ['without consent', { consent: '' }, 'marque a autorização'],
    ['with a wrong check digit', { cpf: '99900000187' }, 'não é válido'],
    ['with a CPF that nobody has', { cpf: syntheticCpf(99_999) }, 'não reconheceu'],
    ['with a wrong password', { password: 'errada' }, 'não reconheceu'],
    ['without a password', { password: '' }, 'Digite a sua senha'],
  ])('shows the form again %s, and keeps the token alive', async (_, wrong, words) => {
    const { client } = await start()
    const token = await client.token()
    const again = await client.submit('/widget/connect', form(token, wrong))
    expect(again.status).toBe(422)
    expect(await again.text()).toContain(words)
    expect((await client.submit('/widget/connect', form(token))).status).toBe(303)
  })

  it('says why when the same person connects twice', async () => {
    const { client } = await start()
    await client.connect(STEADY)
    const again = await client.submit('/widget/connect', form(await client.token()))
    expect(await again.text()).toContain('já está conectado')
  })

  it('takes the CPF as people write it', async () => {
    const { client } = await start()
    const written = form(await client.token(), { cpf: '999.000.001-88' })
    expect((await client.submit('/widget/connect', written)).status).toBe(303)
  })

  it('brings a link back to life in update mode, for its own person only', async () => {
    const { client, visit } = await start()
    const link_id = await client.connect(STEADY)
    await client.post(`/_box/links/${link_id}/invalidate`)
    const access_token = await client.token({ link_id })
    const page = await visit({ access_token })
    expect(page).toContain('Atualize')
    expect(page).not.toContain(STEADY)
    const other = form(access_token, { cpf: syntheticCpf(2) })
    expect((await client.submit('/widget/connect', other)).status).toBe(422)
    const back = await client.submit('/widget/connect', form(access_token, { cpf: '' }))
    expect(back.headers.get('location')).toBe(
      `lender://success?link=${link_id}&institution=inss_br_employment`,
    )
    const link = await (await client.get(`/api/links/${link_id}/`)).json()
    expect(link).toMatchObject({ status: 'valid' })
  })

  it('leaves from the first page with abandon-survey and no error', async () => {
    const { client } = await start()
    const access_token = await client.token()
    const exit = await client.submit('/widget/exit', { access_token, step: 'abandon-survey' })
    expect(exit.headers.get('location')).toBe('lender://exit?meta_data_step=abandon-survey')
  })
})
