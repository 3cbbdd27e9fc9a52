import { setTimeout as pause } from 'node:timers/promises'

/** Runs a task again and again, `ms` after it last ended; `stop` waits for the one that runs. */
export function every(
  ms: number,
  task: () => Promise<void>,
  failed: (thrown: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const untilStopped = async () => {
    for (;;) {
      await pause(ms, undefined, { signal: stopping.signal, ref: false })
      await task().catch(failed)
    }
  }
  const running = untilStopped().catch(() => {})
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
