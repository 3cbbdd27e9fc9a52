import { createRoute, z } from '@hono/zod-openapi'
import { readPersonFile } from '../../store/person-file.ts'
import type { ApiParts } from '../api-parts.ts'
import { ExternalIdText } from '../external-id-text.ts'
import { personFilePage } from '../pages/person-file-page.ts'
import { PersonFileShape, toPersonFile } from '../person-file-shape.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const route = createRoute({
  method: 'get',
  path: '/v1/people/{externalId}/export',
  tags: ['rights'],
  summary: 'Everything that is held about a person, and who read it (LGPD, articles 18 and 19)',
  description:
    'Also where the legal ground has ended: as long as data is held, it is theirs to see. With `Accept: text/html` or `format=html` a page to print, in Portuguese. Answers the open requests for access.',
  request: {
    params: z.object({ externalId: ExternalIdText }),
    query: z.strictObject({ format: z.enum(['json', 'html']).optional() }),
  },
  responses: {
    200: {
      description: 'The file',
      content: {
        'application/json': { schema: PersonFileShape },
        'text/html': { schema: z.string() },
      },
    },
    ...problemResponses(
      'malformed-request',
      'unauthenticated',
      'scope-missing',
      'person-unknown',
      'erased',
    ),
  },
})

/** The page needs its own style and nothing else. */
const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'"

export function personExportRoutes({ db, keyring, tombstones, now }: ApiParts): Router {
  const forgottenIn = async (externalId: string) =>
    (await tombstones.findLatestOf(await keyring.blindIndex(externalId)))?.erasureId
  return createRouter().openapi(route, async (c) => {
    const { externalId } = c.req.valid('param')
    const { format = c.req.header('accept')?.includes('text/html') ? 'html' : 'json' } =
      c.req.valid('query')
    const at = now()
    const reader = { apiKey: c.var.apiKey.name, route: route.path, at }
    const read = await readPersonFile(db, keyring, externalId, reader)
    if (read.kind !== 'found') {
      const erasure = read.kind === 'erased' ? read.erasureId : await forgottenIn(externalId)
      return erasure ? problem(c, 'erased', { erasure }) : problem(c, 'person-unknown')
    }
    c.header('cache-control', 'no-store')
    const file = toPersonFile(externalId, read, at)
    if (format === 'json') return c.json(file, 200)
    c.header('content-security-policy', contentSecurityPolicy)
    return c.html(personFilePage(file), 200)
  })
}
