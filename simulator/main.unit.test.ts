import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { syntheticCpf } from './lives/cpf.ts'
import { clientOf } from './testing/client.ts'

function start(environment: Record<string, string>) {
  const main = new URL('main.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], SIMULATOR_PORT: '0', ...environment },
  })
  const lines = (stream: NodeJS.ReadableStream) => createInterface({ input: stream })
  return { child, out: lines(child.stdout), err: lines(child.stderr) }
}

describe('npm run simulator', () => {
  it('says where it listens in one line of JSON, and ends at once on SIGTERM', async () => {
    const nobody = {
      SIMULATOR_WEBHOOK_URL: 'http://10.255.255.1:9/',
      SIMULATOR_WEBHOOK_DELAY_MS: '0',
    }
    const { child, out } = start(nobody)
    const [line] = await once(out, 'line')
    const { simulator } = JSON.parse(line) as { simulator: string }
    await clientOf(simulator).connect(syntheticCpf(1))
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  })

  it('names the variable that is wrong, with an example, and does not start', async () => {
    const { child, err } = start({ SIMULATOR_WEBHOOK_RETRY: 'often' })
    const [line] = await once(err, 'line')
    expect(line).toMatch(/^SIMULATOR_WEBHOOK_RETRY: .+ \(for example linear5 or minute3\)$/)
    expect(await once(child, 'exit')).toEqual([1, null])
  })
})
