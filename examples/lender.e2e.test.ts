import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { submit, visit } from '../dev/browser.ts'
import type { TestStack } from '../dev/testing/stack.ts'
import { startTestStack } from '../dev/testing/stack.ts'
import { syntheticCpf } from '../simulator/lives/cpf.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack?.stop())

it('connects a person, waits for them, and prints employers and salaries to the cent', async () => {
  const { api, apiKey } = stack.addresses
  const lender = spawn(process.execPath, ['examples/lender.ts'], {
    env: { ...process.env, VINCULO_API: api, VINCULO_API_KEY: apiKey },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  lender.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString()
  })
  const ended = once(lender, 'close')
  const address = await vi.waitUntil(() => /http\S+\s/.exec(printed)?.[0], 60_000)

  await connectAsPerson(address.trim())

  expect(await ended).toEqual([0, null])
  expect(printed).toContain('The connection is started.')
  expect(printed).toMatch(/^\w.+, \d{4}-\d\d-\d\d to (today|\d{4}-\d\d-\d\d)$/m)
  expect(printed).toMatch(/^ {2}\d{4}-\d\d {2}REGULAR +2410\.50$/m)
})

async function connectAsPerson(connectUrl: string) {
  const hosts = [stack.addresses.api, stack.addresses.simulator ?? ''].map((at) => new URL(at).host)
  const widget = await submit(await visit(connectUrl, hosts), '/connect/', {}, hosts)
  const credentials = { cpf: syntheticCpf(1), password: 'synthetic', consent: 'on' }
  await submit(widget, '/widget/connect', credentials, hosts)
}
