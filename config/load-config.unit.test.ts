import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { Environment } from './environment.ts'
import { describeFaults, loadConfig } from './load-config.ts'

const enough = {
  DATABASE_URL: 'postgres://vinculo:secret@localhost:5432/vinculo',
  KEYRING_URL: 'postgres://vinculo:secret@localhost:5432/keyring',
  MASTER_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  BACKUP_DAYS: '35',
  RETENTION_CLOSED_LINKS_DAYS: '180',
  RETENTION_CONNECTIONS_DAYS: '90',
  RETENTION_INBOX_DAYS: '90',
  RETENTION_SNAPSHOTS_DAYS: '365',
  RETENTION_ACCESS_DAYS: '1825',
  PUBLIC_URL: 'https://vinculo.lender.example/',
  API_KEYS: `lender:connect+read:${'ab'.repeat(32)}`,
  RETURN_URL_PREFIXES: 'https://app.lender.example/,lender-app://',
  BELVO_SECRET_ID: 'id',
  BELVO_SECRET_PASSWORD: 'password',
  BELVO_WEBHOOK_AUTHORIZATIONS: 'Bearer new|Bearer old',
  BRANDING_COMPANY_ICON: 'https://lender.example/icon.svg',
  BRANDING_COMPANY_LOGO: 'https://lender.example/logo.svg',
  BRANDING_COMPANY_NAME: 'Lender',
  BRANDING_COMPANY_TERMS_URL: 'https://lender.example/terms',
}

test('fills in what a server needs not say', () => {
  const loaded = loadConfig(enough)
  expect(loaded).toMatchObject({
    kind: 'ok',
    config: {
      publicUrl: 'https://vinculo.lender.example',
      masterKeys: [{ id: 'test', key: Buffer.alloc(32, 7) }],
      api: {
        host: '127.0.0.1',
        port: 8080,
        keys: [{ name: 'lender', scopes: ['connect', 'read'], sha256: Buffer.alloc(32, 0xab) }],
      },
      belvo: {
        apiUrl: 'https://api.belvo.com',
        institutions: ['inss_br_employment'],
        webhookAuthorizations: ['Bearer new', 'Bearer old'],
      },
      timing: { dayMs: 86_400_000 },
    },
  })
})

test('tells every fault at once, each with the variable, the reason and an example', () => {
  const { DATABASE_URL: _, ...rest } = enough
  const message = faultsOf({ ...rest, API_PORT: 'eighty', LOG_LEVEL: 'loud' })
  expect(message.split('\n')).toEqual([
    'The configuration is wrong; nothing was started.',
    '  DATABASE_URL is missing. Example: DATABASE_URL=postgres://vinculo:…@localhost:5432/vinculo',
    '  API_PORT is not a whole number. Example: API_PORT=8080',
    '  LOG_LEVEL is none of trace, debug, info, warn, error, fatal, silent. Example: LOG_LEVEL=info',
  ])
})

test.each([
  ['DATABASE_URL', 'mysql://host/CANARY'],
  ['MASTER_KEYS', 'CANARY'],
  ['MASTER_KEYS', 'id:Q0FOQVJZ'],
  ['MASTER_KEYS', `${enough.MASTER_KEYS},${enough.MASTER_KEYS}`],
  ['API_KEYS', 'CANARY'],
  ['API_KEYS', `lender:admin:${'ab'.repeat(32)}`],
  ['API_KEYS', 'lender:read:CANARY'],
  ['RETURN_URL_PREFIXES', 'https://CANARY.example'],
  ['BELVO_WEBHOOK_AUTHORIZATIONS', 'CANARY||'],
  ['BELVO_API_URL', 'ftp://CANARY'],
  ['BELVO_SOURCE_ADDRESSES', '3.130.254.46,CANARY'],
  ['SOURCE_ADDRESS_HEADER', 'CANARY: 1'],
  ['TIMING_DAY_MS', '0'],
  ['KEYRING_URL', enough.DATABASE_URL],
])('refuses a wrong %s without repeating it', (variable, value) => {
  const message = faultsOf({ ...enough, [variable]: value })
  expect(message).toMatch(new RegExp(`^.*\n  ${variable} \\S.*Example: ${variable}=\\S.*$`))
  expect(message).not.toContain('CANARY')
})

test('takes an empty variable for one that is not set', () => {
  expect(loadConfig({ ...enough, API_PORT: '', BRANDING_SOCIAL_PROOF: '' }).kind).toBe('ok')
})

test('accepts the example file once its blanks are filled in, and the file names every variable', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../.env.example'), 'utf8')
  const everyLine = parseEnv(text.replace(/^# ?(?=[A-Z_0-9]+=)/gm, ''))
  const others = /^(TEMPORAL_(?!UI_URL).*|(POSTGRES|KEYRING)_PASSWORD)$/
  const ours = Object.keys(everyLine).filter((name) => !others.test(name))
  expect(ours.sort()).toEqual(Object.keys(Environment.shape).sort())
  const { MASTER_KEYS, API_KEYS, BELVO_WEBHOOK_AUTHORIZATIONS } = enough
  expect(
    loadConfig({
      ...parseEnv(text),
      ...{ MASTER_KEYS, API_KEYS, BELVO_WEBHOOK_AUTHORIZATIONS },
      ...{ BELVO_SECRET_ID: 'id', BELVO_SECRET_PASSWORD: 'password' },
    }),
  ).toMatchObject({ kind: 'ok' })
})

function faultsOf(env: Record<string, string>): string {
  const loaded = loadConfig(env)
  return loaded.kind === 'wrong' ? describeFaults(loaded.faults) : 'no fault was found'
}
