import fs from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '../config/config.ts'
import type { Secrets } from './secrets.ts'
import type { Environment } from './stack-environment.ts'

/** What scripts find in `stack.json`; the simulator's is null when Belvo itself is used. */
export interface StackAddresses {
  readonly api: string
  readonly apiKey: string
  readonly webhookAuthorization: string
  readonly simulator: string | null
  /** Where the worker answers `/metrics` and `/healthz`. */
  readonly worker: string
  readonly belvoSecretId: string
  readonly belvoSecretPassword: string
  readonly temporal: string
  readonly temporalUi: string | null
  readonly database: string
  readonly keyring: string
}

export function addressesOf(config: Config, env: Environment, secrets: Secrets): StackAddresses {
  return {
    api: config.publicUrl,
    apiKey: secrets.apiKey,
    webhookAuthorization: secrets.webhookAuthorization,
    simulator: env['SIMULATOR_PORT'] ? config.belvo.apiUrl : null,
    belvoSecretId: config.belvo.secretId,
    belvoSecretPassword: config.belvo.secretPassword,
    worker: `http://${config.worker.host}:${config.worker.port}`,
    temporal: env['TEMPORAL_ADDRESS'] as string,
    temporalUi: config.temporalUiUrl,
    database: config.databaseUrl,
    keyring: config.keyringUrl,
  }
}

/** For as long as the stack runs. */
export async function announce(folder: string, addresses: StackAddresses): Promise<void> {
  await fs.writeFile(fileIn(folder), `${JSON.stringify(addresses, null, 2)}\n`, { mode: 0o600 })
}

export async function retract(folder: string): Promise<void> {
  await fs.rm(fileIn(folder), { force: true })
}

function fileIn(folder: string): string {
  return path.join(folder, 'stack.json')
}
