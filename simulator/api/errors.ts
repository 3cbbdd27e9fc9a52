import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** One entry of Belvo's error array (developers.belvo.com, "Belvo API errors"). */
export interface ErrorItem {
  code: string
  message: string
  field?: string
  [more: string]: unknown
}

/** Thrown by a handler that will not do what it was asked; the client gets Belvo's error array. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode
  readonly items: ErrorItem[]

  constructor(status: ContentfulStatusCode, ...items: ErrorItem[]) {
    super(items.map(({ code }) => code).join(', '))
    this.name = 'Refusal'
    this.status = status
    this.items = items
  }
}

export function errorAnswer(
  c: Context,
  status: ContentfulStatusCode,
  items: ErrorItem[],
): Response {
  const request_id: string = c.get('requestId')
  return c.json(
    items.map(({ code, message, ...more }) => ({ code, message, request_id, ...more })),
    status,
  )
}

export function notFound(): Refusal {
  return new Refusal(404, { code: 'not_found', message: 'Not found' })
}

export function invalid(field: string, message: string): Refusal {
  return new Refusal(400, { code: 'invalid', message, field })
}
