import { createRoute, z } from '@hono/zod-openapi'
import { fingerprintOf, listKeyUses } from '../../store/key-uses.ts'
import type { ApiParts } from '../api-parts.ts'
import { problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const Key = z
  .strictObject({
    name: z.string(),
    fingerprint: z.string().meta({
      description: 'The first twelve digits of its SHA-256: tells keys of one name apart.',
    }),
    scopes: z.array(z.string()),
    lastUsedAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'To the minute; null: never since this was written down.' }),
  })
  .openapi('ApiKey')

const Keys = z.strictObject({ items: z.array(Key) }).openapi('ApiKeys')

const route = createRoute({
  method: 'get',
  path: '/v1/keys',
  tags: ['desk'],
  summary: 'The API keys in force, and when each was used last',
  description: 'A key that another one of its name has replaced can go once it is not used.',
  responses: {
    200: { description: 'The keys', content: { 'application/json': { schema: Keys } } },
    ...problemResponses('unauthenticated', 'scope-missing'),
  },
})

export function keysRoutes({ db, settings }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const uses = await listKeyUses(db)
    const items = settings.keys.map((key) => {
      const { name, scopes } = key
      const fingerprint = fingerprintOf(key)
      const use = uses.find((one) => one.name === name && one.fingerprint === fingerprint)
      const lastUsedAt = use?.lastUsedAt.toISOString() ?? null
      return { name, fingerprint, scopes: [...scopes], lastUsedAt }
    })
    return c.json({ items }, 200)
  })
}
