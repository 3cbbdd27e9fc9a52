import fc from 'fast-check'
import type { Schema } from './schema.ts'
import { resolved } from './schema.ts'

/** What exists in the box, so that requests hit as often as they miss. */
export interface Known {
  links: string[]
  employments: string[]
  owners: string[]
  institutions: string[]
  cpfs: string[]
  keys: { id: string; password: string }
}

/** Any value that the schema allows; where text alone would always miss, one that means something. */
export function anyOf(told: Schema, name: string, known: Known): fc.Arbitrary<unknown> {
  const schema = resolved(told)
  if (schema.format === 'uuid') return mostly(idOf(name, known), fc.uuid())
  const telling = TELLING[name]?.(known)
  if (telling) return telling
  if (schema.enum) return fc.constantFrom(...schema.enum.filter((value) => value !== null))
  if (schema.format === 'date') return DAY
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern))
  switch (schema.type) {
    case 'integer':
      return fc.integer({ min: schema.minimum ?? 0, max: Math.min(schema.maximum ?? 9, 1000) })
    case 'boolean':
      return fc.boolean()
    case 'array':
      return fc.array(anyOf(schema.items ?? {}, '', known), { minLength: 1, maxLength: 3 })
    case 'object':
      return objectOf(schema, known)
    default:
      return fc.string({ maxLength: 12 })
  }
}

/** Right eight times in nine. */
export function mostly<T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: right, weight: 8 }, { arbitrary: wrong, weight: 1 })
}

function idOf(name: string, { links, employments, owners }: Known): fc.Arbitrary<string> {
  return fc.constantFrom(
    ...(name.startsWith('link') ? links : [...links, ...employments, ...owners]),
  )
}

const DAY = fc
  .date({ min: new Date('1995-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

function objectOf({ properties = {}, required = [] }: Schema, known: Known) {
  const fields = Object.entries(properties).map(([name, inner]) => [
    name,
    anyOf(inner, name, known),
  ])
  return fc.record<Record<string, unknown>>(Object.fromEntries(fields), { requiredKeys: required })
}

/** By the name of a parameter or field. */
const TELLING: Record<string, (known: Known) => fc.Arbitrary<unknown>> = {
  username: ({ cpfs }) => fc.constantFrom(...cpfs),
  id: ({ keys }) => fc.constant(keys.id),
  password: ({ keys }) => mostly(fc.constant(keys.password), fc.constant('errada')),
  scopes: () => fc.constant('read_institutions,write_links'),
  fetch_resources: () => fc.subarray(['EMPLOYMENTS', 'OWNERS', 'ACCOUNTS']),
  credentials_storage: () => fc.constantFrom('store', 'nostore', '30d', '400d'),
  stale_in: () => fc.constantFrom('1d', '90d', '365d', 'long'),
  fields: () => SOME_FIELDS,
  omit: () => SOME_FIELDS,
  css_key: () => fc.constant('--color-primary-base'),
  institution: () => fc.constantFrom('inss_br_employment', 'ofmockbank_br_retail', 'nobody'),
}

const SOME_FIELDS = fc
  .subarray(['id', 'link', 'status', 'created_at', 'salaries', 'email', 'nothing'], {
    minLength: 1,
  })
  .map(String)
