import { randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'

/** What only this stack knows; whoever has the master key and the databases can read everything. */
export interface Secrets {
  readonly masterKey: string
  readonly apiKey: string
  readonly webhookAuthorization: string
  readonly belvoSecretId: string
  readonly belvoSecretPassword: string
  readonly databasePassword: string
}

/** Made on the first start, read on every later one. */
export async function keptSecrets(folder: string): Promise<Secrets> {
  const file = path.join(folder, 'secrets.json')
  try {
    await fs.writeFile(file, JSON.stringify(newSecrets(), null, 2), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return JSON.parse(await fs.readFile(file, 'utf8')) as Secrets
}

function newSecrets(): Secrets {
  const word = () => randomBytes(24).toString('base64url')
  return {
    masterKey: `embedded:${randomBytes(32).toString('base64')}`,
    apiKey: word(),
    webhookAuthorization: `Bearer ${word()}`,
    belvoSecretId: randomUUID(),
    belvoSecretPassword: word(),
    databasePassword: word(),
  }
}
