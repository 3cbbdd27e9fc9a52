import { z } from '@hono/zod-openapi'
import type { Held as HeldView } from '../domain/hold.ts'
import { holdCauses } from '../domain/hold.ts'
import type { Hold } from '../store/holds.ts'

const instant = z.iso.datetime()

/** What a link shows of the hold over it. */
export const Held = z
  .strictObject({ since: instant, by: z.string(), reason: z.string() })
  .openapi('Held')

export function toHeld({ sinceMs, by, reason }: HeldView): z.infer<typeof Held> {
  return { since: new Date(sinceMs).toISOString(), by, reason }
}

export const HoldShape = z
  .strictObject({
    id: z.uuid(),
    link: z.uuid().nullable().meta({ description: 'Null: all links.' }),
    cause: z.enum(holdCauses),
    ...Held.shape,
    released: z.strictObject({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  })
  .openapi('Hold')

export function toHoldShape({ released, ...hold }: Hold): z.infer<typeof HoldShape> {
  return {
    id: hold.id,
    link: hold.linkId,
    cause: hold.cause,
    since: hold.since.toISOString(),
    by: hold.by,
    reason: hold.reason,
    released: released && { ...released, at: released.at.toISOString() },
  }
}
