import fc from 'fast-check'
import type { Operation, Parameter } from './openapi.ts'
import type { Schema } from './schema.ts'
import type { Known } from './values.ts'
import { anyOf, mostly } from './values.ts'

/** A request to one operation, character by character. */
export interface Request {
  operation: Operation
  /** With the query. */
  path: string
  headers: Record<string, string>
  body: string | undefined
}

/**
 * Any request to this operation: mostly as documented and about what exists, at times with wrong
 * keys, the id of nothing, junk in a parameter, or a body that lacks something or is no JSON.
 */
export function requestTo(operation: Operation, known: Known): fc.Arbitrary<Request> {
  const { parameters, path, body } = operation
  const inPlace = (place: Parameter['in']) => parameters.filter((one) => one.in === place)
  return fc
    .record({
      id: mostly(fc.constantFrom(...idsFor(path, known)), fc.oneof(fc.uuid(), JUNK)),
      query: queryOf(inPlace('query'), known),
      headers: headersOf(inPlace('header')),
      keys: mostly(fc.constant(known.keys), fc.constant({ id: 'wrong', password: 'keys' })),
      body: body ? bodyOf(body, known) : fc.constant(undefined),
    })
    .map(({ id, query, headers, keys, body }) => ({
      operation,
      path: path.replace('{id}', encodeURIComponent(id)) + query,
      headers: { ...headersWith(keys), ...headers },
      body,
    }))
}

export function headersWith({ id, password }: Known['keys']): Record<string, string> {
  return {
    authorization: `Basic ${btoa(`${id}:${password}`)}`,
    'content-type': 'application/json',
  }
}

const JUNK = fc.constantFrom('junk', '0', 'null', 'é', '%', '1,2', "'", '2026-13-45')

function idsFor(path: string, { links, employments, owners, institutions }: Known): string[] {
  if (path.startsWith('/api/links/')) return links
  if (path.startsWith('/api/institutions/')) return institutions
  return path.startsWith('/api/owners/') ? owners : employments
}

/** Required ones nearly always, a few of the others. */
function queryOf(parameters: Parameter[], known: Known): fc.Arbitrary<string> {
  const required = parameters.filter((one) => one.required)
  const optional = parameters.filter((one) => !one.required)
  return fc
    .tuple(
      mostly(fc.constant(required), fc.constant<Parameter[]>([])),
      fc.subarray(optional, { maxLength: Math.min(3, optional.length) }),
    )
    .chain((chosen) => fc.tuple(...chosen.flat().map((one) => pairOf(one, known))))
    .map((pairs) => new URLSearchParams(pairs).toString())
    .map((query) => (query ? `?${query}` : ''))
}

function pairOf({ name, schema }: Parameter, known: Known): fc.Arbitrary<[string, string]> {
  return mostly(anyOf(schema, name, known).map(String), JUNK).map((value) => [name, value])
}

function headersOf(parameters: Parameter[]): fc.Arbitrary<Record<string, string>> {
  const asked = parameters.flatMap(({ name, schema }) =>
    (schema.enum ?? []).map((value) => ({ [name]: String(value) })),
  )
  return fc.constantFrom({}, ...asked)
}

function bodyOf(schema: Schema, known: Known): fc.Arbitrary<string> {
  const right = anyOf(schema, 'body', known) as fc.Arbitrary<Record<string, unknown>>
  const broken = fc
    .tuple(right, fc.nat(9), fc.constantFrom(undefined, null, '', 7, [], {}, 'junk', [7]))
    .map(([body, place, value]) => {
      const keys = Object.keys(body)
      return { ...body, [keys[place % Math.max(1, keys.length)] ?? 'none']: value }
    })
  return fc.oneof(
    { arbitrary: right.map((body) => JSON.stringify(body)), weight: 6 },
    { arbitrary: broken.map((body) => JSON.stringify(body)), weight: 3 },
    { arbitrary: fc.constantFrom('{', '[]', '7', 'null', ''), weight: 1 },
  )
}
