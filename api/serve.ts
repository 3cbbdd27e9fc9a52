import { once } from 'node:events'
import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Router } from './router.ts'

export interface Served {
  readonly url: string
  /** Takes no more calls, lets the running ones end, and cuts off what is left after `drainWithinMs`. */
  close(drainWithinMs?: number): Promise<void>
}

/** Listens; port 0 takes a free one. A caller who dawdles over headers or body is let go. */
export async function serve(app: Router, at: { host: string; port: number }): Promise<Served> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
    },
  }) as Server
  server.listen(at.port, at.host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : at.port
  return {
    url: `http://${at.host}:${port}`,
    close: async (drainWithinMs = 5_000) => {
      const closed = once(server, 'close')
      server.close()
      const timer = setTimeout(() => server.closeAllConnections(), drainWithinMs)
      await closed
      clearTimeout(timer)
    },
  }
}
