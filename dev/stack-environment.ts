import { createHash } from 'node:crypto'
import path from 'node:path'
import { freePort } from './free-port.ts'
import type { Secrets } from './secrets.ts'

export type Environment = Record<string, string>

export interface StackPorts {
  readonly postgres: number
  readonly temporal: number
  readonly temporalUi: number
  readonly simulator: number
  readonly api: number
  readonly worker: number
}

/** What this stack has that no other has. */
export interface StackOwn {
  readonly folder: string
  readonly ports: StackPorts
  readonly secrets: Secrets
}

/** The usual ports as far as they are free, or any free ones, as for tests. */
export async function choosePorts(which: 'usual' | 'any'): Promise<StackPorts> {
  const choose = (usual: number) => (which === 'usual' ? freePort(usual) : freePort())
  return {
    postgres: await choose(54_320),
    temporal: await choose(7233),
    temporalUi: await choose(8233),
    simulator: await choose(4010),
    api: await choose(8080),
    worker: await choose(8081),
  }
}

/**
 * What api, worker and simulator find in their environment. What is `given` wins, so that any part
 * can be the real one: DATABASE_URL, TEMPORAL_ADDRESS and BELVO_API_URL each replace one of ours,
 * and the settings that go with it must then be given as well.
 */
export function stackEnvironment(given: Environment, own: StackOwn): Environment {
  const { ports, secrets } = own
  const api = `http://127.0.0.1:${ports.api}`
  return {
    ...(given['DATABASE_URL'] ? {} : ourDatabases(own)),
    ...(given['TEMPORAL_ADDRESS'] ? {} : ourTemporal(own)),
    ...(given['BELVO_API_URL'] ? {} : ourSimulator(api, own)),
    MASTER_KEYS: secrets.masterKey,
    BACKUP_DAYS: '35',
    RETENTION_CLOSED_LINKS_DAYS: '180',
    RETENTION_CONNECTIONS_DAYS: '90',
    RETENTION_INBOX_DAYS: '90',
    RETENTION_SNAPSHOTS_DAYS: '365',
    RETENTION_ACCESS_DAYS: '1825',
    PUBLIC_URL: api,
    API_PORT: String(ports.api),
    WORKER_PORT: String(ports.worker),
    RETURN_URL_PREFIXES: `${api}/,https://lender.example/,lender-app://`,
    BRANDING_COMPANY_ICON: 'https://lender.example/icon.svg',
    BRANDING_COMPANY_LOGO: 'https://lender.example/logo.svg',
    BRANDING_COMPANY_NAME: 'Lender',
    BRANDING_COMPANY_TERMS_URL: 'https://lender.example/terms',
    ...given,
    API_KEYS: together(',', given['API_KEYS'], everyScope(secrets.apiKey)),
    BELVO_WEBHOOK_AUTHORIZATIONS: together(
      '|',
      given['BELVO_WEBHOOK_AUTHORIZATIONS'],
      secrets.webhookAuthorization,
    ),
  }
}

function ourDatabases({ ports, secrets }: StackOwn): Environment {
  const server = `postgres://postgres:${secrets.databasePassword}@127.0.0.1:${ports.postgres}`
  return { DATABASE_URL: `${server}/vinculo`, KEYRING_URL: `${server}/vinculo_keyring` }
}

function ourTemporal({ ports }: StackOwn): Environment {
  return {
    TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`,
    TEMPORAL_UI_URL: `http://127.0.0.1:${ports.temporalUi}`,
  }
}

function ourSimulator(api: string, { folder, ports, secrets }: StackOwn): Environment {
  const simulator = `http://127.0.0.1:${ports.simulator}`
  return {
    SIMULATOR_PORT: String(ports.simulator),
    SIMULATOR_SECRET_ID: secrets.belvoSecretId,
    SIMULATOR_SECRET_PASSWORD: secrets.belvoSecretPassword,
    SIMULATOR_WEBHOOK_URL: `${api}/webhooks/belvo`,
    SIMULATOR_WEBHOOK_AUTHORIZATION: secrets.webhookAuthorization,
    SIMULATOR_STATE_FILE: path.join(folder, 'simulator.json'),
    SIMULATOR_WEBHOOK_DELAY_MS: '2000',
    BELVO_API_URL: simulator,
    BELVO_WIDGET_URL: `${simulator}/widget/`,
    BELVO_SECRET_ID: secrets.belvoSecretId,
    BELVO_SECRET_PASSWORD: secrets.belvoSecretPassword,
  }
}

function everyScope(apiKey: string): string {
  const sha256 = createHash('sha256').update(apiKey).digest('hex')
  return `lender:connect+read+identity+operate+erase:${sha256}`
}

function together(separator: string, ...values: (string | undefined)[]): string {
  return values.filter(Boolean).join(separator)
}
