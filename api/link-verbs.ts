import type { LinkId } from '../domain/link-id.ts'
import type { LinkStatus } from '../domain/link-status.ts'

/** What may be asked of a living link that stands so, as `POST` addresses. */
export function verbsOf(linkId: LinkId, status: LinkStatus): string[] {
  const first = status === 'needs_person' ? 'reconnect' : 'refresh'
  return [first, 'retry', 'disconnect'].map((verb) => `POST /v1/links/${linkId}/${verb}`)
}
