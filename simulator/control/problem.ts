import type { Context } from 'hono'
import type { z } from 'zod'

/** Thrown by a control route; the caller gets problem details (RFC 9457). */
export class Problem extends Error {
  readonly status: 400 | 404 | 409
  readonly errors: FieldError[]

  constructor(status: 400 | 404 | 409, title: string, errors: FieldError[] = []) {
    super(title)
    this.name = 'Problem'
    this.status = status
    this.errors = errors
  }
}

interface FieldError {
  field: string
  message: string
}

export function problemAnswer(c: Context, problem: Problem): Response {
  const { status, message: title, errors } = problem
  const body = { type: 'about:blank', title, status, ...(errors.length > 0 && { errors }) }
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' })
}

/** The JSON body as `schema` wants it; no body counts as `{}`. */
export async function inputOf<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  return checked(parsed(await c.req.text()), schema)
}

export function checked<S extends z.ZodType>(input: unknown, schema: S): z.output<S> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw new Problem(400, 'The input is not usable', result.error.issues.flatMap(fieldErrors))
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const { path, message } = issue
  const names = issue.code === 'unrecognized_keys' ? issue.keys : [undefined]
  return names.map((name) => ({
    field: [...path, ...(name === undefined ? [] : [name])].join('.') || 'body',
    message,
  }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text)
  } catch {
    throw new Problem(400, 'The body is no JSON', [{ field: 'body', message: 'is no JSON' }])
  }
}
