import { z } from '@hono/zod-openapi'
import { parseLinkId } from '../domain/link-id.ts'
import type { NoticeEnvelope } from '../domain/notice.ts'

// Kept in plain columns, so only what looks like a code or an id gets there; the rest stays sealed.
const word = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .nullish()
  .catch(null)
const total = z.int().min(0).max(2_147_483_647).nullish().catch(null)

const Body = z.looseObject({
  webhook_id: word,
  webhook_type: word,
  webhook_code: word,
  process_type: word,
  request_id: word,
  link_id: z.string().nullish().catch(null),
  data: z.looseObject({ total_employments: total, total_owners: total }).nullish().catch(null),
})

/** Reads a webhook's bytes gently: what does not fit is null, and no JSON object at all is null. */
export function readEnvelope(bytes: Buffer): NoticeEnvelope | null {
  const json = parseJson(bytes)
  const parsed = Body.safeParse(json?.value)
  if (!json || !parsed.success) return null
  const body = parsed.data
  return {
    webhookId: body.webhook_id ?? null,
    webhookType: body.webhook_type ?? null,
    webhookCode: body.webhook_code ?? null,
    processType: body.process_type ?? null,
    requestId: body.request_id ?? null,
    linkId: parseLinkId(body.link_id ?? '') ?? null,
    totals: {
      EMPLOYMENTS: body.data?.total_employments ?? null,
      OWNERS: body.data?.total_owners ?? null,
    },
    dataText: json.dataText,
  }
}

/** Undefined for what is no JSON, or nested too deeply to be written again. */
function parseJson(bytes: Buffer): { value: unknown; dataText: string | null } | undefined {
  try {
    const value = JSON.parse(bytes.toString())
    return { value, dataText: JSON.stringify(value?.data) ?? null }
  } catch {
    return undefined
  }
}
