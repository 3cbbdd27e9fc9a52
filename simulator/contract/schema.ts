import type { ValidateFunction } from 'ajv'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { schemas } from './openapi.ts'

/** As much of an OpenAPI 3.0 schema as the file uses. */
export interface Schema {
  $ref?: string
  type?: string
  enum?: unknown[]
  format?: string
  pattern?: string
  minLength?: number
  minimum?: number
  maximum?: number
  nullable?: boolean
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean
  items?: Schema
  allOf?: Schema[]
  anyOf?: Schema[]
}

/**
 * What is wrong with `body` by this schema, `null` if nothing. Stricter than the file in two ways:
 * fields that it does not name are wrong, and owners must be of the standard kind. `partial` lets
 * records lack anything at their top, as after `fields` and `omit`.
 */
export function wrongIn(body: unknown, schema: Schema, partial = false): string | null {
  const validate = compiled(schema, partial)
  return validate(body) ? null : ajv.errorsText(validate.errors)
}

/** The schema behind a reference. */
export function resolved(schema: Schema): Schema {
  if (!schema.$ref) return schema
  const target = schemas[schema.$ref.replace('#/components/schemas/', '')]
  if (!target) throw new Error(`The file has no ${schema.$ref}`)
  return resolved(target)
}

function compiled(schema: Schema, partial: boolean): ValidateFunction {
  const known = partial ? PARTIAL : WHOLE
  const validate = known.get(schema) ?? ajv.compile(jsonSchema(schema, partial))
  known.set(schema, validate)
  return validate
}

const WHOLE = new Map<Schema, ValidateFunction>()
const PARTIAL = new Map<Schema, ValidateFunction>()

const ajv = new Ajv({ allErrors: true })
// The package is CommonJS: its default export hangs one level lower for Node.
addFormats.default(ajv)

/** OpenAPI 3.0 says `nullable` where JSON Schema says `type: [..., "null"]`. */
function jsonSchema(told: Schema, partial: boolean): object {
  const schema = resolved(told.$ref === OWNER_ANY ? OWNER_STANDARD : told)
  const within = (inner: Schema) => jsonSchema(inner, partial)
  const { type, enum: values, format, pattern, minLength, properties, required, items } = schema
  const bare = {
    ...(type && { type }),
    ...(values && { enum: values.filter((value) => value !== null) }),
    ...(format && { format }),
    ...(pattern && { pattern }),
    ...(minLength !== undefined && { minLength }),
    ...(items && { items: within(items) }),
    ...(schema.allOf && { allOf: schema.allOf.map(within) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, inner]) => [name, within(inner)]),
      ),
      additionalProperties: schema.additionalProperties ?? false,
    }),
    ...(required && !(partial && told.$ref && RECORDS.has(told.$ref)) && { required }),
  }
  return schema.nullable ? { anyOf: [bare, { type: 'null' }] } : bare
}

const RECORDS = new Set(
  ['Link', 'EmploymentBrazil', 'OwnerAny', 'Institution'].map(
    (name) => `#/components/schemas/${name}`,
  ),
)

const OWNER_ANY = '#/components/schemas/OwnerAny'
const OWNER_STANDARD: Schema = { $ref: '#/components/schemas/OwnerStandard' }
