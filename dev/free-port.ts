import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

// Below those that systems give to outgoing connections, which could take one before it is used; nor
// does the table of members of a Temporal server hold a higher one.
const [portMin, portMax] = [12_000, 32_767]
const triesMax = 50

/** The first of `preferred` that nobody listens on at 127.0.0.1, else any free port. */
export async function freePort(...preferred: number[]): Promise<number> {
  const tries = Array.from({ length: triesMax }, () => randomInt(portMin, portMax))
  for (const port of [...preferred, ...tries]) {
    if (await isFree(port)) return port
  }
  throw new Error('No port is free on 127.0.0.1')
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
