import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Door } from '../api/testing/open-door.ts'
import { openDoor } from '../api/testing/open-door.ts'
import { enoughEnvironment } from '../dev/testing/enough-environment.ts'
import { DEFAULTS } from '../simulator/settings.ts'
import type { Simulator } from '../simulator/simulator.ts'
import { startSimulator } from '../simulator/simulator.ts'
import { lookAtInbox, lookAtWebhooks } from './doctor/databases.ts'

const run = promisify(execFile)
let door: Door
let belvo: Simulator
beforeAll(async () => {
  door = await openDoor()
  await door.parts.keyring.createLinkKey(randomUUID())
  belvo = await startSimulator({ port: 0 })
})
afterAll(async () => {
  await belvo.close()
  await door.close()
})

interface Visit {
  readonly exitCode: number
  readonly lines: readonly string[]
}

/** Runs the command as an operator does, where Temporal is away. */
async function visit(over: Record<string, string> = {}): Promise<Visit> {
  const env = {
    ...enoughEnvironment(door),
    PUBLIC_URL: door.url,
    BELVO_API_URL: belvo.url,
    BELVO_SECRET_ID: DEFAULTS.secretId,
    BELVO_SECRET_PASSWORD: DEFAULTS.secretPassword,
    ...over,
  }
  const program = path.join(import.meta.dirname, 'doctor.ts')
  const { exitCode, stdout } = await run(process.execPath, [program], { env }).then(
    (ended) => ({ ...ended, exitCode: 0 }),
    (ended: { code: number; stdout: string }) => ({ ...ended, exitCode: ended.code }),
  )
  return { exitCode, lines: stdout.trim().split('\n') }
}

it('tells in one line each what is well and what is not, and fails when something is', async () => {
  const { exitCode, lines } = await visit()

  expect(exitCode).toBe(1)
  expect(lines).toEqual([
    'ok    migrations         all applied, in both databases',
    expect.stringMatching(/^fail {2}master keys {8}keys are wrapped with "test", .* → /),
    'ok    inbox              has room for this month and the two to come',
    'ok    webhooks           none yet, and no links',
    expect.stringMatching(/^warn {2}public address {5}http:\S+ answers, without TLS → /),
    'ok    Belvo              takes our keys; inss_br_employment healthy',
    expect.stringMatching(
      /^fail {2}search attributes {2}(gives no answer|could not be looked at .*) → /,
    ),
    expect.stringMatching(/^fail {2}retention {10}(gives no answer|could not be looked at .*) → /),
  ])
})

it('knows wrong keys, an institution that Belvo does not know and an address nobody answers at', async () => {
  const [wrongKeys, unknown] = await Promise.all([
    visit({ BELVO_SECRET_PASSWORD: 'canary', PUBLIC_URL: 'http://127.0.0.1:1' }),
    visit({ BELVO_INSTITUTIONS: 'inss_br_employment,nobodys_bank' }),
  ])

  expect(wrongKeys.lines.find((line) => line.includes('Belvo '))).toContain('refuses our keys')
  expect(wrongKeys.lines.find((line) => line.includes('public address'))).toMatch(/^fail/)
  expect(wrongKeys.lines.join()).not.toContain('canary')
  expect(unknown.lines.find((line) => line.includes('Belvo '))).toContain('know nobodys_bank')
})

it('warns of a month to come without a partition, and fails where it is this one', async () => {
  const inMonths = (months: number) => {
    const now = new Date()
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 15))
  }

  expect((await lookAtInbox(door.db, inMonths(0))).verdict).toBe('ok')
  expect((await lookAtInbox(door.db, inMonths(1))).verdict).toBe('warn')
  expect((await lookAtInbox(door.db, inMonths(3))).verdict).toBe('fail')
})

it('fails when links live and no webhook ever came, and warns when none came for long', async () => {
  const linkId = '2f5d361d-dad6-45d4-a0bf-26d479766067'
  await door.db.insertInto('links').values({ link_id: linkId, status: 'current' }).execute()
  const now = new Date()
  expect((await lookAtWebhooks(door.db, now)).verdict).toBe('fail')

  await fetch(`${door.url}/webhooks/belvo`, {
    method: 'POST',
    headers: { authorization: 'Bearer the-next-one' },
    body: '{}',
  })
  expect((await lookAtWebhooks(door.db, now)).verdict).toBe('ok')
  const muchLater = new Date(now.getTime() + 9 * 86_400_000)
  expect((await lookAtWebhooks(door.db, muchLater)).verdict).toBe('warn')
})
