import { createRoute, z } from '@hono/zod-openapi'
import { findLinkView } from '../../store/link-views.ts'
import type { TimelineEntry } from '../../store/timeline.ts'
import { readTimeline } from '../../store/timeline.ts'
import type { ApiParts } from '../api-parts.ts'
import { cursorOf } from '../cursor.ts'
import { factSentence } from '../fact-sentence.ts'
import { holdSentence } from '../hold-sentence.ts'
import { LinkParam } from '../link-param.ts'
import { noticeSentence } from '../notice-sentence.ts'
import { problem, problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const cursor = cursorOf(
  z.strictObject({ at: z.iso.datetime(), rank: z.int().min(1).max(5), tie: z.string().max(40) }),
)

const Happening = z
  .strictObject({
    at: z.iso.datetime(),
    source: z.enum(['connection', 'notice', 'fact', 'hold']),
    kind: z.string(),
    what: z.string().meta({ description: 'In plain words, for whoever is on call.' }),
    requestId: z.string().nullable().meta({ description: "Belvo's, to quote to their support." }),
    noticeId: z.string().nullable(),
    state: z.string().nullable().meta({ description: 'Of a notice: what became of it.' }),
    actor: z.string().nullable(),
  })
  .openapi('Happening')

export const Timeline = z
  .strictObject({ items: z.array(Happening), nextCursor: z.string().nullable() })
  .openapi('Timeline')

const route = createRoute({
  method: 'get',
  path: '/v1/links/{id}/timeline',
  tags: ['links'],
  summary: 'Everything that happened around a link, the oldest first',
  description:
    'Connection, notices, verbs and facts in one list; a link not opened yet has one too.',
  request: {
    params: LinkParam,
    query: z.strictObject({
      cursor: cursor.schema.optional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
    }),
  },
  responses: {
    200: { description: 'The timeline', content: { 'application/json': { schema: Timeline } } },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing', 'link-unknown'),
  },
})

export function timelineRoutes({ db }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const { cursor: after, limit } = c.req.valid('query')
    const { entries, next } = await readTimeline(db, id, { after, limit })
    if (entries.length === 0 && !(await findLinkView(db, id))) {
      return problem(c, 'link-unknown', { link: id })
    }
    const items = entries.map(toHappening)
    return c.json({ items, nextCursor: next && cursor.encode(next) }, 200)
  })
}

function toHappening(entry: TimelineEntry): z.infer<typeof Happening> {
  const { at, source } = entry
  switch (source) {
    case 'connection': {
      const { connectionId, accessMode, actor } = entry
      const what = `${actor} began the connection ${connectionId} (${accessMode}).`
      return { ...nothingMore, at, source, kind: 'ConnectionBegun', what, actor }
    }
    case 'notice': {
      const { noticeId, requestId, state, actor, origin, webhookCode } = entry
      const kind = webhookCode ?? origin
      return { at, source, kind, what: noticeSentence(entry), requestId, noticeId, state, actor }
    }
    case 'fact': {
      const { kind, detail } = entry
      const requestId = textOrNull(detail['requestId'])
      const actor = textOrNull(detail['actor'])
      const what = factSentence(entry)
      return { ...nothingMore, at, source, kind, what, requestId, actor }
    }
    case 'hold': {
      const { kind, actor } = entry
      return { ...nothingMore, at, source, kind, what: holdSentence(entry), actor }
    }
    default:
      return source satisfies never
  }
}

const nothingMore = { requestId: null, noticeId: null, state: null, actor: null }

function textOrNull(value: string | number | null | undefined): string | null {
  return typeof value === 'string' ? value : null
}
