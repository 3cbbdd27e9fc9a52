import { CancelledFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { BelvoNotReady, BelvoRateLimited, BelvoUnavailable } from '../belvo/errors.ts'
import { createEvents } from '../telemetry/events.ts'
import { createLogger } from '../telemetry/logger.ts'
import { createMetrics } from '../telemetry/metrics.ts'
import { attempting } from './attempt.ts'

const events = createEvents(createLogger({ name: 'worker', level: 'silent' }), createMetrics())
const on = (attempt: number, workflowId = 'belvo-link/6d1c3a52-0f0e-4c0a-9a57-2f6a3a0c8000') =>
  new MockActivityEnvironment(
    { attempt, workflowExecution: { workflowId, runId: 'r' } },
    { logger: new DefaultLogger('ERROR') },
  )
const failing = (attempt: number, thrown: Error, workflowId?: string) =>
  on(attempt, workflowId)
    .run(() => attempting(events, () => Promise.reject(thrown)))
    .catch((failure: unknown) => failure)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('beats every two seconds while it works, and no longer', async () => {
  const environment = on(1)
  let beats = 0
  environment.on('heartbeat', () => {
    beats += 1
  })
  await environment.run(() =>
    attempting(events, async () => {
      vi.advanceTimersByTime(7_000)
    }),
  )
  expect(beats).toBe(3)
  expect(vi.getTimerCount()).toBe(0)
})

it('says that it was cancelled, whatever the work made of it', async () => {
  const environment = on(1)
  const running = environment.run(() =>
    attempting(events, async () => {
      environment.cancel()
      throw new BelvoUnavailable('network')
    }),
  )
  await expect(running).rejects.toThrow(CancelledFailure)
})

it.each([
  [1, 3_000],
  [2, 6_000],
  [5, 48_000],
  [50, 48_000],
])('tries again as Belvo documents: attempt %i after %i ms', async (attempt, nextRetryDelay) => {
  expect(await failing(attempt, new BelvoUnavailable('service_unavailable'))).toMatchObject({
    type: 'belvo.unavailable',
    message: 'service_unavailable',
    nonRetryable: false,
    nextRetryDelay,
  })
})

it.each([
  ['0000', 30_000],
  ['8000', 32_500],
  ['ffff', 35_000],
])('spreads links that were held back together: …%s after %i ms', async (end, delay) => {
  const failure = await failing(1, new BelvoRateLimited(30_000), `belvo-link/${end}`)
  expect(failure).toMatchObject({ type: 'belvo.rate_limited', category: 'BENIGN' })
  expect((failure as { nextRetryDelay: number }).nextRetryDelay).toBeCloseTo(delay, -1)
})

it('waits as long as Belvo says where it is not ready', async () => {
  expect(await failing(1, new BelvoNotReady('too_many_sessions', 120_000))).toMatchObject({
    type: 'belvo.not_ready',
    message: 'too_many_sessions',
    category: 'BENIGN',
    nextRetryDelay: 120_000,
  })
})

it('never hands on what an unexpected error says', async () => {
  const failure = await failing(1, new Error('Key (cpf)=(52998224725) already exists'))
  expect(failure).toMatchObject({ type: 'ours.unexpected' })
  expect(JSON.stringify(failure) + (failure as Error).stack).not.toContain('52998224725')
})
