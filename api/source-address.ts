import type { IncomingMessage } from 'node:http'

/**
 * Where a call came from. Behind a proxy of ours that is the last entry of the `header` it sets: what
 * stands before it was written by the caller. Without one, `header` is null and the peer is believed.
 */
export function sourceAddressOf(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  header: string | null,
): string | null {
  if (header === null) return plain(socket.remoteAddress ?? '')
  return plain(
    String(headers[header] ?? '')
      .split(',')
      .at(-1) ?? '',
  )
}

/** An IPv4 address stays one where the socket speaks IPv6. */
function plain(address: string): string | null {
  return address.trim().replace(/^::ffff:(?=\d+\.)/, '') || null
}
