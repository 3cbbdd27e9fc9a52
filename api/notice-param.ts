import { z } from '@hono/zod-openapi'

/** The `{id}` in a path below `/v1/notices`. */
export const NoticeParam = z.object({
  id: z
    .string()
    .regex(/^\d{1,18}$/)
    .openapi({ description: 'As `GET /v1/notices` lists it', param: { name: 'id', in: 'path' } }),
})

/** A webhook's type as Belvo writes it, such as `EMPLOYMENTS`. */
export const WebhookType = z.string().regex(/^[\w-]{1,64}$/)
