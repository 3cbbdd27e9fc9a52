import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

/** The first of `preferred` that nobody listens on at 127.0.0.1, else any free port. */
export async function freePort(...preferred: number[]): Promise<number> {
  for (const port of [...preferred, 0]) {
    const found = await tryPort(port)
    if (found) return found
  }
  throw new Error('No port is free on 127.0.0.1')
}

async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  } catch {
    return undefined
  } finally {
    server.close()
  }
}
