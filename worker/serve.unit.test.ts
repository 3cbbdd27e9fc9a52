import { afterEach, expect, it } from 'vitest'
import type { WorkerFace } from './serve.ts'
import { serveWorker } from './serve.ts'

let served: Awaited<ReturnType<typeof serveWorker>>
afterEach(() => served.close())

async function ask(path: string, face: Partial<WorkerFace>): Promise<[number, string]> {
  const all = { isPolling: () => true, scrape: async () => 'counted 1\n', ...face }
  served = await serveWorker({ host: '127.0.0.1', port: 0 }, all)
  const answer = await fetch(served.url + path)
  return [answer.status, await answer.text()]
}

it('tells what is counted', async () => {
  expect(await ask('/metrics?from=prometheus', {})).toEqual([200, 'counted 1\n'])
})

it.each([
  ['healthy while it polls', true, 200, 'polling\n'],
  ['not healthy while it drains', false, 503, 'not polling\n'],
])('is %s', async (_, isPolling, status, said) => {
  expect(await ask('/healthz', { isPolling: () => isPolling })).toEqual([status, said])
})

it('outlives a scrape that fails', async () => {
  expect(await ask('/metrics', { scrape: () => Promise.reject(new Error('x')) })).toEqual([500, ''])
})

it('has nothing else to say', async () => {
  expect(await ask('/', {})).toEqual([404, ''])
})
