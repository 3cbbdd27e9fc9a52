import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Drift } from '../domain/drift.ts'
import { belvoEmployment } from './employments.ts'
import { ExactNumber } from './exact-json.ts'
import { Illegible } from './illegible.ts'
import { belvoLink } from './links.ts'
import { belvoOwner } from './owners.ts'
import { Place } from './place.ts'
import type { Reader } from './reading.ts'

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

/** The shortest value that a schema allows. */
function sample(schema: Schema, fill: Fill): unknown {
  if (schema.nullable && fill === 'null where it may be') return null
  const { items, properties, required } = resolved(schema)
  if (items) return [sample(items, fill)]
  if (properties) {
    const keys =
      fill === 'nothing that may be left out' ? (required ?? []) : Object.keys(properties)
    return Object.fromEntries(keys.map((key) => [key, sample(properties[key] as Schema, fill)]))
  }
  return schema.enum?.[0] ?? scalar(schema)
}

function resolved(schema: Schema): Schema {
  const $ref = schema.$ref ?? schema.allOf?.[0]?.$ref
  return $ref ? (schemas[$ref.split('/').at(-1) ?? ''] as Schema) : schema
}

function scalar({ type, format, pattern }: Schema): unknown {
  if (type === 'number') return new ExactNumber('2410.50')
  if (format === 'uuid') return '6d1c3a52-0f0e-4c0a-9a57-2f6a3a0c9a11'
  if (format === 'date') return '2021-03-01'
  if (format === 'date-time') return '2026-11-20T14:03:11.204518+00:00'
  return pattern === '^\\d{4}-\\d{2}$' ? '2026-10' : 'text'
}

interface Field {
  readonly keys: readonly (string | number)[]
  readonly schema: Schema
  readonly isRequired: boolean
}

/** Every field below a schema that describes objects, in the sample that has everything. */
function fieldsOf(schema: Schema, above: Field['keys'] = []): Field[] {
  const { items, properties, required } = resolved(schema)
  if (items) return fieldsOf(items, [...above, 0])
  return Object.entries(properties ?? {}).flatMap(([key, field]) => {
    const keys = [...above, key]
    const isRequired = required?.includes(key) ?? false
    return [{ keys, schema: field, isRequired }, ...fieldsOf(field, keys)]
  })
}

/** The sample with something else in one field; `undefined` leaves it out. */
function bent(value: unknown, [key, ...below]: Field['keys'], to: unknown): unknown {
  if (key === undefined) return to
  if (Array.isArray(value)) return value.map((one) => bent(one, below, to))
  const object = value as Record<string, unknown>
  const { [key]: inner, ...rest } = object
  const changed = bent(inner, below, to)
  return changed === undefined ? rest : { ...rest, [key]: changed }
}

interface Kind {
  readonly name: string
  readonly reader: Reader<unknown>
}

/** What is noted of `sent`, read to its end or up to where it is illegible. */
function driftIn({ name, reader }: Kind, sent: unknown): readonly Drift[] {
  const at = new Place(name)
  try {
    reader(sent, at)
  } catch (error) {
    expect(error).toBeInstanceOf(Illegible)
  }
  return at.drift
}

describe.each<[string, Kind]>([
  ['EmploymentBrazil', belvoEmployment],
  ['OwnerStandard', belvoOwner],
  ['Link', belvoLink],
])('%s', (schemaName, kind) => {
  const schema = schemas[schemaName] as Schema
  const whole = sample(schema, 'everything')
  const fills: Fill[] = ['everything', 'nothing that may be left out', 'null where it may be']

  it.each(fills)('as documented has no drift with %s', (fill) => {
    expect(driftIn(kind, sample(schema, fill))).toEqual([])
  })

  describe.each(
    fieldsOf(schema).map((field) => {
      const path = [kind.name, ...field.keys.filter((key) => key !== 0)].join('.')
      return [path, field] as const
    }),
  )('%s', (path, { keys, schema: field, isRequired }) => {
    const drifts = (to: unknown) => driftIn(kind, bent(whole, keys, to))
    const noted = (kindOfDrift: string, shape: string) => [
      { kind: kindOfDrift, path, shape, times: 1 },
    ]

    it('is noted as missing only where it is required', () => {
      expect(drifts(undefined)).toEqual(isRequired ? noted('missing_field', 'nothing') : [])
    })

    it('is noted as null only where it is not nullable', () => {
      expect(drifts(null)).toEqual(field.nullable ? [] : noted('wrong_type', 'null'))
    })

    it('is noted when its type changes', () => {
      expect(drifts(true)).toEqual(noted('wrong_type', 'boolean'))
    })

    it('is noted for a word that its list has not, and for none that it has', () => {
      for (const word of field.enum ?? []) expect(drifts(word)).toEqual([])
      const other = drifts('another')
      if (field.enum) expect(other).toEqual(noted('unknown_value', 'text'))
      else expect(other.map(({ kind: of }) => of)).not.toContain('unknown_value')
    })
  })

  it('notes a field that is new, by its name and shape', () => {
    expect(driftIn(kind, { ...(whole as object), benefit: { number: '1' } })).toEqual([
      { kind: 'unknown_field', path: `${kind.name}.benefit`, shape: 'object', times: 1 },
    ])
  })
})

it.each<[string, Kind, readonly string[]]>([
  [
    'EmploymentBrazil',
    belvoEmployment,
    [
      ...['id', 'start_date', 'end_date', 'occupations', 'occupations.end_date'],
      ...['salaries', 'salaries.month', 'salaries.base_amount', 'salaries.currency'],
    ],
  ],
  ['OwnerStandard', belvoOwner, ['id']],
  ['Link', belvoLink, ['id', 'institution']],
])(
  '%s has to be legible where null would misstate it, and nowhere else',
  (schemaName, { reader }, decisive) => {
    const schema = schemas[schemaName] as Schema
    const whole = sample(schema, 'everything')
    const illegible = fieldsOf(schema).flatMap(({ keys }) => {
      try {
        reader(bent(whole, keys, true), new Place(''))
        return []
      } catch (error) {
        expect(error).toBeInstanceOf(Illegible)
        return [keys.filter((key) => key !== 0).join('.')]
      }
    })
    expect(illegible.sort()).toEqual([...decisive].sort())
  },
)
