import { createRoute, z } from '@hono/zod-openapi'
import { Private } from '../../domain/private.ts'
import { noteFact } from '../../store/note-verbs.ts'
import type { ApiParts } from '../api-parts.ts'
import { LinkParam } from '../link-param.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const Noted = z.strictObject({ link: z.uuid(), position: z.int() }).openapi('FactNoted')

const route = createRoute({
  method: 'post',
  path: '/v1/links/{id}/facts/{position}/notes',
  tags: ['rights'],
  summary: 'Keep beside a fact what the person says of it',
  description:
    'The fact stays as INSS reported it. The note is sealed, shown in the export, and opens a request for correction, which only INSS can fulfil.',
  request: {
    params: LinkParam.extend({ position: z.coerce.number().int().positive() }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z
            .strictObject({
              text: z
                .string()
                .trim()
                .min(1)
                .max(2_000)
                .regex(/^[^\0\p{Cs}]*$/u),
            })
            .openapi('FactNoteRequest'),
        },
      },
    },
  },
  responses: {
    201: { description: 'Kept', content: { 'application/json': { schema: Noted } } },
    ...problemResponses(
      'malformed-request',
      'unauthenticated',
      'scope-missing',
      'link-unknown',
      'fact-unknown',
    ),
  },
})

export function factNotesRoutes({ db, keyring, now }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id: linkId, position } = c.req.valid('param')
    const text = new Private(c.req.valid('json').text)
    const order = { linkId, position, text, actor: c.var.apiKey.name, at: now() }
    const { kind } = await noteFact(db, keyring, order)
    switch (kind) {
      case 'kept':
        return c.json({ link: linkId, position }, 201)
      case 'link_unknown':
        return problem(c, 'link-unknown', { link: linkId })
      case 'fact_unknown':
        return problem(c, 'fact-unknown', { link: linkId })
      default:
        return kind satisfies never
    }
  })
}
