import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { freePort } from '../dev/free-port.ts'
import { freshDatabase } from '../dev/testing/database.ts'
import { enoughEnvironment } from '../dev/testing/enough-environment.ts'
import { ensureInboxPartitions } from '../store/inbox-partitions.ts'
import { openKeyring } from '../vault/keyring.ts'

const program = path.join(import.meta.dirname, 'main.ts')

it('takes notices while Temporal is away, and ends cleanly when told twice', async () => {
  const database = await freshDatabase()
  await ensureInboxPartitions(database.db, new Date())
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const api = spawn(process.execPath, [program], {
    env: { ...enoughEnvironment(database), API_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  api.stdout.on('data', (chunk) => said.push(String(chunk)))
  while (!(await fetch(`${url}/readyz`).catch(() => ({ ok: false }))).ok) await pause(50)

  const answer = await fetch(`${url}/webhooks/belvo`, {
    method: 'POST',
    headers: { authorization: 'Bearer synthetic' },
    body: JSON.stringify({
      webhook_type: 'OWNERS',
      webhook_code: 'historical_update',
      link_id: '2f5d361d-dad6-45d4-a0bf-26d479766067',
    }),
  })
  await fetch(`${url}/webhooks/belvo`, { method: 'POST', body: '{}' })
  api.kill('SIGINT')
  api.kill('SIGTERM')
  const [code, signal] = await once(api, 'exit')

  expect(answer.status).toBe(200)
  expect([code, signal]).toEqual([0, null])
  expect(said.join()).toContain('api ready')
  const rows = await database.db.selectFrom('inbox').select('state').execute()
  expect(rows).toEqual([{ state: 'open' }])
  const refused = await database.db.selectFrom('refusals').select('reason').execute()
  expect(refused).toEqual([{ reason: 'authorization_missing' }])
  await database.drop()
})

it.each([
  ['another key under the same name', 'synthetic', '"synthetic" is another than it was'],
  ['a key of another name', 'lost', 'wrapped with "lost", a master key that is missing'],
])(
  'does not start where %s wrapped the keyring, says which, and overwrites nothing',
  async (_, id, says) => {
    const database = await freshDatabase()
    const keyring = await openKeyring(database.keyringUrl, [{ id, key: Buffer.alloc(32, 8) }])
    const linkId = randomUUID()
    const made = await keyring.createLinkKey(linkId)
    const api = spawn(process.execPath, [program], {
      env: enoughEnvironment(database),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const [said, [code]] = await Promise.all([text(api.stderr), once(api, 'exit')])
    expect(code).toBe(1)
    expect(said).toContain(says)
    expect(said).not.toContain(enoughEnvironment(database)['MASTER_KEYS']?.split(':')[1])
    expect(await keyring.linkKey(linkId)).toEqual(made)
    await keyring.close()
    await database.drop()
  },
)
