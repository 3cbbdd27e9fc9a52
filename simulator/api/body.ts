import type { Context } from 'hono'
import type { z } from 'zod'
import type { ErrorItem } from './errors.ts'
import { Refusal } from './errors.ts'

/** The JSON body as `schema` wants it; else 400 with Belvo's code for each field. */
export async function bodyOf<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const body = parsed(await c.req.text())
  const result = schema.safeParse(body)
  if (result.success) return result.data
  throw new Refusal(400, ...result.error.issues.map((issue) => itemOf(issue, body)))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text === '' ? '{}' : text)
  } catch (error) {
    const message = `JSON parse error - ${error instanceof Error ? error.message : 'unreadable'}`
    throw new Refusal(400, { code: 'parse_error', message })
  }
}

type Issue = z.core.$ZodIssue

function itemOf(issue: Issue, body: unknown): ErrorItem {
  const field = issue.path.join('.')
  const item = { ...reasonOf(issue, valueAt(body, issue.path)), ...(field && { field }) }
  return issue.code === 'custom' && issue.params ? { ...item, ...issue.params } : item
}

function reasonOf(issue: Issue, value: unknown): ErrorItem {
  if (value === undefined) return { code: 'required', message: 'This field is required.' }
  if (value === null) return { code: 'null', message: 'This field may not be null.' }
  if (value === '') return { code: 'blank', message: 'This field may not be blank.' }
  const shown = typeof value === 'string' ? value : typeof value
  if (issue.code === 'invalid_value') {
    return { code: 'invalid_choice', message: `"${shown}" is not a valid choice.` }
  }
  if (issue.code === 'invalid_type' && issue.expected === 'array') {
    return { code: 'not_a_list', message: `Expected a list of items but got type "${shown}".` }
  }
  if (issue.code === 'invalid_format' && issue.format === 'uuid') {
    return { code: 'invalid', message: `“${shown}” is not a valid UUID.` }
  }
  return { code: 'invalid', message: issue.message }
}

function valueAt(body: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    body,
  )
}
