import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Schema } from './schema.ts'

/** One method on one path of `docs/belvo/openapi.json`, named as in `GET /api/links/{id}/`. */
export interface Operation {
  name: string
  method: string
  path: string
  parameters: Parameter[]
  body: Schema | undefined
  /** By status; `null` where no body is documented. */
  answers: Map<number, Schema | null>
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Schema
}

const Content = z.object({ 'application/json': z.object({ schema: z.custom<Schema>() }) }).partial()
const Parameters = z.array(z.custom<Parameter>()).default([])
const Method = z.object({
  parameters: Parameters,
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ content: Content.optional() })),
})
const Path = z
  .object({ parameters: Parameters })
  .and(
    z.partialRecord(z.enum(['get', 'post', 'put', 'patch', 'delete', 'parameters']), z.unknown()),
  )
const Document = z.object({
  paths: z.record(z.string(), Path),
  components: z.object({ schemas: z.record(z.string(), z.custom<Schema>()) }),
})

const { paths, components } = Document.parse(
  JSON.parse(readFileSync(new URL('../../docs/belvo/openapi.json', import.meta.url), 'utf8')),
)

export const schemas: Record<string, Schema> = components.schemas

export const operations: Operation[] = Object.entries(paths).flatMap(
  ([path, { parameters: shared, ...methods }]) =>
    Object.entries(methods).map(([method, told]) => {
      const { parameters, requestBody, responses } = Method.parse(told)
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters: [...shared, ...parameters],
        body: requestBody?.content['application/json']?.schema,
        answers: new Map(
          Object.entries(responses).map(([status, { content }]) => [
            Number(status),
            content?.['application/json']?.schema ?? null,
          ]),
        ),
      }
    }),
)
