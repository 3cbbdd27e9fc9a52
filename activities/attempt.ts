import { Context } from '@temporalio/activity'
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common'
import { BelvoNotReady, BelvoRateLimited, BelvoUnavailable } from '../belvo/errors.ts'
import type { Events } from '../telemetry/events.ts'

const heartbeatEveryMs = 2_000
// What Belvo documents for 50x answers; the last one is repeated.
const backOffMs = [3_000, 6_000, 12_000, 24_000, 48_000]
const spreadMs = 5_000

export interface Attempt {
  /** Aborted when the activity is cancelled or its worker shuts down. */
  readonly signal: AbortSignal
  /** True while a *not ready* is worth another try. */
  readonly mayWait: boolean
}

/**
 * Runs one attempt of an activity: heartbeats by a timer, honours cancellation, and turns what is
 * thrown into a failure that says a code and when to try again, never a vendor's text or a person's
 * data, since failures are kept in Temporal's history.
 */
export async function attempting<T>(
  events: Events,
  work: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  const context = Context.current()
  const signal = context.cancellationSignal
  const heartbeat = setInterval(() => context.heartbeat(), heartbeatEveryMs)
  try {
    return await work({ signal, mayWait: context.info.attempt <= backOffMs.length })
  } catch (error) {
    signal.throwIfAborted()
    throw failureOf(error, context, events)
  } finally {
    clearInterval(heartbeat)
  }
}

function failureOf(error: unknown, { info }: Context, events: Events): ApplicationFailure {
  const { activityType: activity, attempt } = info
  const backOff = backOffMs[Math.min(attempt, backOffMs.length) - 1]
  if (error instanceof BelvoUnavailable) {
    events.belvoUnavailable({ activity, attempt, code: error.code }, error)
    return failure('belvo.unavailable', error.code, backOff)
  }
  if (error instanceof BelvoRateLimited) {
    events.belvoRateLimited({ activity, attempt, retryAfterMs: error.retryAfterMs })
    const nextMs = error.retryAfterMs + spreadOf(info.workflowExecution?.workflowId)
    return failure('belvo.rate_limited', error.message, nextMs, benign)
  }
  if (error instanceof BelvoNotReady) {
    return failure('belvo.not_ready', error.code, error.retryAfterMs ?? backOff, benign)
  }
  events.activityFailed({ activity, attempt }, error)
  return failure('ours.unexpected', 'the worker’s log says more', backOff)
}

const benign = ApplicationFailureCategory.BENIGN

function failure(
  type: string,
  code: string,
  nextRetryDelay = 0,
  category?: ApplicationFailureCategory,
): ApplicationFailure {
  const more = category && { category }
  return ApplicationFailure.create({ type, message: code, nextRetryDelay, ...more })
}

/** Links that were held back together come back one by one: each at its own moment, by its id. */
function spreadOf(workflowId = ''): number {
  return ((Number.parseInt(workflowId.slice(-4), 16) || 0) / 0xffff) * spreadMs
}
