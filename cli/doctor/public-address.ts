import type { Finding } from './finding.ts'
import { fail, ok, warn } from './finding.ts'

const answersWithinMs = 4_000

/** Whether the api answers where Belvo and browsers look for it, as seen from here. */
export async function lookAtPublicAddress(publicUrl: string): Promise<Finding> {
  const then = 'start the api; check DNS, certificate and proxy of PUBLIC_URL'
  try {
    const signal = AbortSignal.timeout(answersWithinMs)
    const answer = await fetch(`${publicUrl}/healthz`, { signal, redirect: 'error' })
    if (!answer.ok) return fail(`${publicUrl}/healthz answers ${answer.status}`, then)
  } catch {
    return fail(`${publicUrl} does not answer`, then)
  }
  return new URL(publicUrl).protocol === 'https:'
    ? ok(`${publicUrl} answers`)
    : warn(`${publicUrl} answers, without TLS`, 'put a proxy with a certificate before it')
}
