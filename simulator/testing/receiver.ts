import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  authorization: string | undefined
  body: Record<string, unknown>
}

/** A client's webhook door, which keeps what it gets and answers what `answer` says. */
export async function startReceiver(answer: (count: number) => number = () => 200) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    received.push({ authorization: request.headers.authorization, body: JSON.parse(text) })
    response.writeHead(answer(received.length)).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`,
    received,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
