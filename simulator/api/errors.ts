import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { RefusalName } from '../faults/refusals.ts'
import { REFUSALS } from '../faults/refusals.ts'

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

/** One of Belvo's named errors, with what more is to be said. */
export function refusal(name: RefusalName, more: Record<string, unknown> = {}): Refusal {
  const { status, says } = REFUSALS[name]
  return new Refusal(status, { code: name, message: says, ...more })
}

export function notFound(): Refusal {
  return new Refusal(404, { code: 'not_found', message: 'Not found' })
}

export function invalid(field: string, message: string): Refusal {
  return new Refusal(400, { code: 'invalid', message, field })
}

export function doesNotExist(field: string, value: string): Refusal {
  const message = `Invalid pk "${value}" - object does not exist.`
  return new Refusal(400, { code: 'does_not_exist', message, field })
}

/** For the methods that a known address does not have. */
export function notAllowed(c: Context): never {
  const message = `Method "${c.req.method}" not allowed.`
  throw new Refusal(405, { code: 'method_not_allowed', message })
}
