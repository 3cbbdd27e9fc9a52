import { createHash } from 'node:crypto'

/** What every peer makes of a webhook; plain values, so that it may cross into a queue. */
export interface Notice {
  /** The product's dedupe key: link, type, code, request and data. */
  readonly key: string
  /** What the yardstick calls it. */
  readonly event: string
  readonly linkId: string
  readonly resource: 'EMPLOYMENTS' | 'OWNERS'
}

/** Null for what is no notice of one of the two resources. */
export function noticeOf(body: string): Notice | null {
  const { link_id, webhook_type, webhook_code, request_id, data } = JSON.parse(body) as Record<
    string,
    unknown
  >
  if (webhook_type !== 'EMPLOYMENTS' && webhook_type !== 'OWNERS') return null
  const parts = [link_id, webhook_type, webhook_code, request_id, JSON.stringify(data)]
  return {
    key: createHash('sha256').update(JSON.stringify(parts)).digest('hex'),
    event: `${webhook_type}/${String(request_id)}`,
    linkId: String(link_id),
    resource: webhook_type,
  }
}
