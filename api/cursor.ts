import { z } from '@hono/zod-openapi'

/** A cursor as text that callers hand back as it is; what they made up themselves is a fault. */
export function cursorOf<T>(position: z.ZodType<T>) {
  return {
    encode: (value: T): string => Buffer.from(JSON.stringify(value)).toString('base64url'),
    schema: z
      .string()
      .transform((text, context): T => {
        const parsed = position.safeParse(decode(text))
        if (parsed.success) return parsed.data
        context.issues.push({ code: 'custom', input: text, message: 'not a cursor of this list' })
        return z.NEVER
      })
      .openapi({ type: 'string', description: 'nextCursor of the page before' }),
  }
}

function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return undefined
  }
}
