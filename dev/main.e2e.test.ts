import type { ChildProcess } from 'node:child_process'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { StackAddresses } from './addresses.ts'
import { apiOf } from './api-client.ts'
import { eventually } from './eventually.ts'
import { throwAwayFolder } from './throw-away-folder.ts'

interface Link {
  readonly id: string
  readonly status: string
}

let folder: Awaited<ReturnType<typeof throwAwayFolder>>
beforeAll(async () => {
  folder = await throwAwayFolder()
})
afterAll(() => folder.remove())

test('npm start shows three lives, keeps them between runs, and ends with nothing left running', async () => {
  const first = start()
  const addresses = await untilReady(first)
  const lives = await untilThreeAreCurrent(addresses)

  const second = start()
  expect(await exitCodeOf(second)).toBe(1)
  expect(second.said()).toContain(`process ${first.process.pid}`)

  first.process.kill('SIGINT')
  first.process.kill('SIGINT')
  expect(await exitCodeOf(first)).toBe(0)
  expect(stillRunning()).toEqual([])

  const third = start()
  expect((await untilThreeAreCurrent(await untilReady(third))).toSorted()).toEqual(lives.toSorted())
  third.process.kill('SIGKILL')
  await exitCodeOf(third)

  const fourth = start()
  expect((await untilThreeAreCurrent(await untilReady(fourth))).toSorted()).toEqual(
    lives.toSorted(),
  )
  fourth.process.kill('SIGTERM')
  expect(await exitCodeOf(fourth)).toBe(0)
  expect(stillRunning()).toEqual([])
})

test('npm start tells what is wrong before anything starts', async () => {
  const wrong = start({ BELVO_API_URL: 'https://sandbox.belvo.com', LOG_LEVEL: 'loud' })
  expect(await exitCodeOf(wrong)).toBe(1)
  expect(wrong.said()).toMatch(/BELVO_SECRET_ID is missing.*\n.*BELVO_SECRET_PASSWORD is missing/)
  expect(wrong.said()).toContain('LOG_LEVEL is none of')
})

interface Started {
  readonly process: ChildProcess
  said(): string
}

function start(env: Record<string, string> = {}): Started {
  const { PATH, HOME, XDG_CACHE_HOME } = process.env
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts')], {
    env: { PATH, HOME, XDG_CACHE_HOME, VINCULO_DATA_DIR: folder.path, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  }
  return { process: child, said: () => said }
}

async function untilReady({ process: child, said }: Started): Promise<StackAddresses> {
  await eventually('the addresses are printed', async () => {
    if (child.exitCode !== null) throw new Error(said())
    return said().includes('Ctrl-C stops everything')
  })
  return JSON.parse(await fs.readFile(path.join(folder.path, 'stack.json'), 'utf8'))
}

async function untilThreeAreCurrent(addresses: StackAddresses): Promise<string[]> {
  return await eventually('three links are current', async () => {
    const { items } = await apiOf(addresses)<{ items: Link[] }>('GET', '/v1/links?status=current')
    return items.length === 3 && items.map(({ id }) => id)
  })
}

async function exitCodeOf({ process: child }: Started): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

/** With `e`, ps shows the environment too, where every program of the stack has its folder. */
function stillRunning(): string[] {
  const processes = execFileSync('ps', ['axeww'], { encoding: 'utf8' })
  const ours = processes.split('\n').filter((line) => line.includes(folder.path))
  return ours.map((line) => line.slice(0, 80))
}
