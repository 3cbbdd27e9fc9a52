import { describe, expect, it } from 'vitest'
import { syntheticCpf } from '../lives/cpf.ts'
import { boxAtRest } from '../testing/boxes.ts'
import { clientOf } from '../testing/client.ts'

const STEADY = syntheticCpf(1)

async function start() {
  return clientOf((await boxAtRest()).url)
}

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
