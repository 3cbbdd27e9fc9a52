import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { BelvoEmployment } from './employments.ts'
import { BelvoLink } from './links.ts'
import { BelvoOwner } from './owners.ts'

interface Schema {
  readonly $ref?: string
  readonly allOf?: readonly Schema[]
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly nullable?: boolean
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

const documents = JSON.parse(
  readFileSync(new URL('../docs/belvo/openapi.json', import.meta.url), 'utf8'),
) as { components: { schemas: Record<string, Schema> } }

// Belvo's dictionary requires no key of a link; without these two it would tell us nothing.
const leastOfLink = { required: ['id', 'institution'] }
const { Link, ...others } = documents.components.schemas
const schemas: Readonly<Record<string, Schema>> = { ...others, Link: { ...Link, ...leastOfLink } }

type Fill = 'everything' | 'nothing that may be left out' | 'null where it may be'

/** The shortest value that a schema allows; numbers are text, as our reader of JSON hands them on. */
function sample(schema: Schema, fill: Fill): unknown {
  if (schema.nullable && fill === 'null where it may be') return null
  const { $ref, allOf, items, properties } = schema
  if ($ref) return sample(schemas[$ref.split('/').at(-1) ?? ''] as Schema, fill)
  if (allOf) return sample(allOf[0] as Schema, fill)
  if (items) return [sample(items, fill)]
  if (properties) {
    const keys = fill === 'everything' ? Object.keys(properties) : (schema.required ?? [])
    return Object.fromEntries(keys.map((key) => [key, sample(properties[key] as Schema, fill)]))
  }
  return schema.enum?.[0] ?? text(schema)
}

function text({ type, format, pattern }: Schema): string {
  if (type === 'number') return '2410.50'
  if (format === 'uuid') return '6d1c3a52-0f0e-4c0a-9a57-2f6a3a0c9a11'
  if (format === 'date') return '2021-03-01'
  if (format === 'date-time') return '2026-11-20T14:03:11.204518+00:00'
  return pattern === '^\\d{4}-\\d{2}$' ? '2026-10' : 'text'
}

describe.each([
  ['EmploymentBrazil', BelvoEmployment],
  ['OwnerStandard', BelvoOwner],
  ['Link', BelvoLink],
])('%s', (name, reader) => {
  const fills: Fill[] = ['everything', 'nothing that may be left out', 'null where it may be']

  it.each(fills)('of Belvo’s documents is read with %s', (fill) => {
    expect(reader.safeParse(sample(schemas[name] as Schema, fill)).error).toBeUndefined()
  })

  it('of Belvo’s documents has every field that we read', () => {
    const read = Object.keys(reader.in.shape)
    expect(Object.keys(schemas[name]?.properties ?? {})).toEqual(expect.arrayContaining(read))
  })
})
