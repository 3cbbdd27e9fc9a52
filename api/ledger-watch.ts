import { setTimeout as pause } from 'node:timers/promises'

const lookEveryMs = 1_000

/** Lets any number of callers wait for new facts at the cost of one query a second for all of them. */
export interface LedgerWatch {
  /**
   * Resolves once there is a fact after `position`, or when `end` aborts. Undefined where as many
   * wait as may.
   */
  after(position: number, end: AbortSignal): Promise<void> | undefined
}

interface Waiter {
  readonly position: number
  readonly wake: () => void
}

export function createLedgerWatch(
  newestPosition: () => Promise<number>,
  waitersMax: number,
): LedgerWatch {
  const waiters = new Set<Waiter>()
  let isLooking = false

  async function look() {
    isLooking = true
    while (waiters.size > 0) {
      // Who is woken by a failure meets it again in the read that follows, and answers with it.
      const newest = await newestPosition().catch(() => Number.POSITIVE_INFINITY)
      for (const { position, wake } of waiters) if (position < newest) wake()
      await pause(lookEveryMs, undefined, { ref: false })
    }
    isLooking = false
  }

  return {
    after(position, end) {
      if (waiters.size >= waitersMax) return undefined
      const { promise, resolve } = Promise.withResolvers<void>()
      const waiter = { position, wake: resolve }
      waiters.add(waiter)
      end.addEventListener('abort', () => resolve(), { once: true })
      if (end.aborted) resolve()
      if (!isLooking) void look()
      return promise.finally(() => waiters.delete(waiter))
    },
  }
}
