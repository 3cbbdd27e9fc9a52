import { createRoute, z } from '@hono/zod-openapi'
import { unsettledStates } from '../../domain/notice-state.ts'
import { listNotices } from '../../store/notices.ts'
import type { ApiParts } from '../api-parts.ts'
import { cursorOf } from '../cursor.ts'
import { LinkIdText } from '../link-param.ts'
import { WebhookType } from '../notice-param.ts'
import { Notice, NoticeStateName, toNotice } from '../notice-shape.ts'
import { problemResponses } from '../problems.ts'
import type { Router } from '../router.ts'
import { createRouter } from '../router.ts'

const cursor = cursorOf(
  z.strictObject({ receivedAt: z.iso.datetime(), noticeId: z.string().regex(/^\d{1,18}$/) }),
)

export const Notices = z
  .strictObject({ items: z.array(Notice), nextCursor: z.string().nullable() })
  .openapi('Notices')

const route = createRoute({
  method: 'get',
  path: '/v1/notices',
  tags: ['desk'],
  summary: 'Notices and wake-ups, the oldest first, and what to do about them',
  description: 'Ids, codes and instants only. Without `state`: all that are not done yet.',
  request: {
    query: z.strictObject({
      state: NoticeStateName.optional(),
      linkId: LinkIdText.optional(),
      webhookType: WebhookType.optional(),
      cursor: cursor.schema.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(50),
    }),
  },
  responses: {
    200: { description: 'A page of notices', content: { 'application/json': { schema: Notices } } },
    ...problemResponses('malformed-request', 'unauthenticated', 'scope-missing'),
  },
})

export function noticesRoutes({ db, now }: ApiParts): Router {
  return createRouter().openapi(route, async (c) => {
    const { state, cursor: after, limit, ...which } = c.req.valid('query')
    const states = state ? [state] : unsettledStates
    const { notices, next } = await listNotices(db, { states, ...which }, { after, limit })
    const items = notices.map((notice) => toNotice(notice, now()))
    return c.json({ items, nextCursor: next && cursor.encode(next) }, 200)
  })
}
