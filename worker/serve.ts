import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface WorkerFace {
  /** Whether this worker takes tasks from Temporal. */
  isPolling(): boolean
  /** What is counted, as Prometheus reads it. */
  scrape(): Promise<string>
}

/** `/healthz` and `/metrics`, for those who watch the worker; port 0 takes a free one. */
export async function serveWorker(at: { host: string; port: number }, face: WorkerFace) {
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?')
    answer(face, path, response).catch(() => response.writeHead(500).end())
  })
  server.listen(at.port, at.host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${at.host}:${port}`,
    async close(): Promise<void> {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function answer(face: WorkerFace, path: string, response: ServerResponse): Promise<void> {
  response.setHeader('content-type', 'text/plain; charset=utf-8')
  switch (path) {
    case '/healthz':
      response.statusCode = face.isPolling() ? 200 : 503
      response.end(face.isPolling() ? 'polling\n' : 'not polling\n')
      break
    case '/metrics':
      response.end(await face.scrape())
      break
    default:
      response.statusCode = 404
      response.end()
  }
}
