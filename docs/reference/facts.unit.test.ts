import { z } from '@hono/zod-openapi'
import { expect, it } from 'vitest'
import { factSchemaName, factSchemas, linkFactSchema } from '../../api/fact-schemas.ts'
import type { FactKind } from '../../domain/fact.ts'

const schemas = Object.entries({ ...factSchemas, LinkFact: linkFactSchema })

it.each(schemas)('the schema of %s is the one that is published', (kind, data) => {
  const name = factSchemaName(kind as FactKind)
  const schema = { $id: `${name}.schema.json`, title: kind, ...z.toJSONSchema(data) }
  return expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    `facts/${name}.schema.json`,
  )
})
