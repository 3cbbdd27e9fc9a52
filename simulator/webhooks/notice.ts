import type { Asked } from '../job.ts'
import type { Link, Resource } from '../links/link.ts'
import type { Box } from '../state.ts'

/** A webhook as Belvo describes it (developers.belvo.com, "Webhooks: Aggregation"). */
export type Notice = {
  webhook_id: string
  webhook_type: string
  process_type?: string
  webhook_code: string
  link_id: string
  request_id: string
  external_id: string | null
  data: Record<string, unknown>
}

interface LinkNews {
  code: 'invalid_credentials' | 'token_required' | 'link_deleted'
  requestId: string
  data: Record<string, unknown>
}

/** History is there (`total_…`), or a refresh brought something (`new_…`). */
export function resourceNotice(
  box: Box,
  link: Link,
  { resource, cause, requestId }: Asked & { resource: Resource },
  count: number,
): Notice {
  const records = resource.toLowerCase()
  const historical = cause === 'historical'
  return {
    webhook_id: box.ids.hex('event'),
    webhook_type: resource,
    process_type: historical ? 'historical_update' : 'recurrent_update',
    webhook_code: historical ? 'historical_update' : `new_${records}_available`,
    link_id: link.id,
    request_id: requestId,
    external_id: link.externalId,
    data: { [`${historical ? 'total' : 'new'}_${records}`]: count },
  }
}

/** Something happened to the link itself ("Webhook: Links"). */
export function linkNotice(box: Box, link: Link, { code, requestId, data }: LinkNews): Notice {
  return {
    webhook_id: box.ids.hex('event'),
    webhook_type: 'LINK',
    // Nobody says what that of a deleted link is.
    ...(code !== 'link_deleted' && { process_type: 'recurrent_update' }),
    webhook_code: code,
    link_id: link.id,
    request_id: requestId,
    external_id: link.externalId,
    data,
  }
}
