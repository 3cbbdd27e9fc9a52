import { hash } from 'node:crypto'

export interface LoadNotice {
  readonly link: string
  readonly resource: 'EMPLOYMENTS' | 'OWNERS'
  readonly cause: 'historical' | 'recurrent'
  readonly requestId: string
}

export const resources = ['EMPLOYMENTS', 'OWNERS'] as const

/** An id as Belvo gives them: 32 hexadecimal digits, always the same for the same text. */
export function requestIdOf(text: string): string {
  return hash('sha256', text).slice(0, 32)
}

/** What tells one notice from another in every system. */
export function eventOf({ resource, requestId }: LoadNotice): string {
  return `${resource}/${requestId}`
}

/** The webhook as Belvo sends it. */
export function bodyOf({ link, resource, cause, requestId }: LoadNotice): string {
  const records = resource.toLowerCase()
  const isFirst = cause === 'historical'
  return JSON.stringify({
    webhook_id: `${requestId}-${records}`,
    webhook_type: resource,
    process_type: isFirst ? 'historical_update' : 'recurrent_update',
    webhook_code: isFirst ? 'historical_update' : `new_${records}_available`,
    link_id: link,
    request_id: requestId,
    external_id: null,
    data: { [`${isFirst ? 'total' : 'new'}_${records}`]: 1 },
  })
}
