import { createRoute, z } from '@hono/zod-openapi'
import { newestPosition } from '../../store/fact-feed.ts'
import type { ApiParts } from '../api-parts.ts'
import { factsAfter, factsAnswer, pageAsked, placeOf } from '../fact-page.ts'
import { createLedgerWatch } from '../ledger-watch.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const waitersMax = 200
const waitSecondsMax = 60

const route = createRoute({
  method: 'get',
  path: '/v1/facts',
  tags: ['facts'],
  summary: 'What happened and what became known, of all links, in order',
  description:
    'Give `nextCursor` as `after` and none is left out. What facts say of a person is for keys ' +
    'with the scope `read`, and of owners for `identity`: each link whose data is handed out is ' +
    'written down.',
  request: {
    query: z.strictObject({
      ...pageAsked,
      wait: z.coerce.number().int().min(0).max(waitSecondsMax).default(0).meta({
        description: 'With nothing new, answer once there is, or after so many seconds.',
      }),
    }),
  },
  responses: {
    ...factsAnswer,
    ...problemResponses(
      'malformed-request',
      'unauthenticated',
      'scope-missing',
      'cursor-unknown',
      'facts-newer-than-code',
      'feed-full',
    ),
  },
})

export function factsRoutes(parts: ApiParts): Router {
  const watch = createLedgerWatch(() => newestPosition(parts.db), waitersMax)

  return createRouter().openapi(route, async (c) => {
    const { after, limit, wait: waitSeconds } = c.req.valid('query')
    const place = await placeOf(parts, after)
    if (!place) return problem(c, 'cursor-unknown')
    if (waitSeconds > 0 && place.isLast) {
      const end = AbortSignal.any([AbortSignal.timeout(waitSeconds * 1_000), c.req.raw.signal])
      const waited = watch.after(place.position, end)
      if (!waited) {
        c.header('retry-after', '5')
        return problem(c, 'feed-full')
      }
      await waited
    }
    const facts = await factsAfter(
      parts,
      place,
      { limit },
      { apiKey: c.var.apiKey, route: route.path },
    )
    return c.json(facts, 200)
  })
}
