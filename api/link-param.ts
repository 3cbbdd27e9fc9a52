import { z } from '@hono/zod-openapi'
import { parseLinkId } from '../domain/link-id.ts'

export const LinkIdText = z
  .string()
  .transform((text, context) => {
    const linkId = parseLinkId(text)
    if (linkId) return linkId
    context.issues.push({ code: 'custom', input: text, message: 'not a UUID' })
    return z.NEVER
  })
  .openapi({ type: 'string', format: 'uuid', description: "Belvo's id of the link" })

/** The `{id}` in a path below `/v1/links`. */
export const LinkParam = z.object({
  id: LinkIdText.openapi({ param: { name: 'id', in: 'path' } }),
})
