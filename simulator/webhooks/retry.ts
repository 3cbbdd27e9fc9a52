import type { Settings } from '../settings.ts'

interface RetryPolicy {
  repeats: number
  waitMs(repeat: number, unitMs: number): number
  accepts(status: number): boolean
}

/**
 * `linear5`: aggregation pages of about 2021, five repeats, further and further apart, until any
 * 2xx. `minute3`: payments pages of today, three repeats a minute apart, until a 200.
 */
const POLICIES: Record<Settings['webhookRetry'], RetryPolicy> = {
  linear5: {
    repeats: 5,
    waitMs: (repeat, unitMs) => repeat * unitMs,
    accepts: (status) => status >= 200 && status < 300,
  },
  minute3: {
    repeats: 3,
    waitMs: (_repeat, unitMs) => unitMs,
    accepts: (status) => status === 200,
  },
}

export function accepted(settings: Settings, status: number): boolean {
  return POLICIES[settings.webhookRetry].accepts(status)
}

/** Milliseconds to wait after failed attempt number `attempt` (from 1); `undefined`: give up. */
export function waitAfter(settings: Settings, attempt: number): number | undefined {
  const policy = POLICIES[settings.webhookRetry]
  return attempt > policy.repeats ? undefined : policy.waitMs(attempt, settings.webhookRetryMs)
}
