import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
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
  const exited = once(lender, 'exit')
  const [first] = (await once(lender.stdout, 'data')) as [Buffer]
  const rest = text(lender.stdout)

  await connectAsPerson(/http\S+/.exec(first.toString())?.[0] ?? '')

  expect(await exited).toEqual([0, null])
  const printed = await rest
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
