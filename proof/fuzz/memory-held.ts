import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** What this process cannot let go of, in bytes: heap, buffers and what they hang on. */
export async function memoryHeld(): Promise<number> {
  // Closed sockets let go of their buffers a turn later, and buffers are freed by another thread: a
  // collection waits for what the one before it began.
  for (let round = 0; round < 3; round += 1) {
    collectGarbage()
    await setImmediate()
  }
  const { heapUsed, external, arrayBuffers } = process.memoryUsage()
  return heapUsed + external + arrayBuffers
}
