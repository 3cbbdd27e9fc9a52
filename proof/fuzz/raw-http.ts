import { once } from 'node:events'
import { connect } from 'node:net'

/**
 * Sends bytes as they are and waits until the server hangs up, or for `patienceMs` where it may wait
 * for more. Answers the status of each response that came, in order.
 */
export async function sendRaw(url: string, bytes: Buffer, patienceMs?: number): Promise<number[]> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port) })
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  // A server that refuses may close before it has read everything.
  socket.on('error', () => {})
  await once(socket, 'connect')
  if (patienceMs !== undefined) socket.setTimeout(patienceMs, () => socket.destroy())
  socket.write(bytes)
  if (!socket.closed) await once(socket, 'close')
  const said = Buffer.concat(chunks).toString('latin1')
  return [...said.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status))
}

/** A webhook as a well-behaved sender writes it; `headers` come on top. */
export function rawWebhook(
  authorization: string,
  body: string | Buffer,
  headers: readonly string[] = [`content-length: ${Buffer.byteLength(body)}`],
): Buffer {
  const head = [
    'POST /webhooks/belvo HTTP/1.1',
    'host: vinculo.test',
    `authorization: ${authorization}`,
    'content-type: application/json',
    'connection: close',
    ...headers,
  ]
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)])
}
