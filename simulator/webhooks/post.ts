export type Answer = { kind: 'answered'; status: number } | { kind: 'failed'; reason: string }

interface Sending {
  body: string
  authorization: string | null
  timeoutMs: number
  /** Aborted when the box ends. */
  stopped: AbortSignal
}

/** One POST to the receiver. Whatever the receiver does, this never throws. */
export async function post(
  url: string,
  { body, authorization, timeoutMs, stopped }: Sending,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization && { authorization }),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), stopped]),
    })
    await response.body?.cancel()
    return { kind: 'answered', status: response.status }
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.name === 'TimeoutError') return 'timeout'
  const { cause } = error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name
}
