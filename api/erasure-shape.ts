import { z } from '@hono/zod-openapi'
import { erasureSteps } from '../domain/erasure.ts'
import type { Erasure } from '../store/erasures.ts'
import type { KeptErasure } from '../vault/tombstones.ts'

const instant = z.iso.datetime()

const Receipt = z
  .strictObject({
    erasure: z.uuid(),
    requestedAt: instant,
    requestedBy: z.string(),
    reason: z.string(),
    links: z.array(z.uuid()),
    goneAtBelvoAt: instant,
    destroyedAt: instant,
    destroyed: z.record(z.string(), z.int()).meta({ description: 'How many of what.' }),
    backupsReadableUntil: instant.meta({
      description: 'Until then backups may hold employers, occupations and salaries readable.',
    }),
    kept: z.array(z.string()).meta({ description: 'What stays, and names nobody.' }),
  })
  .openapi('ErasureReceipt')

export const ErasureShape = z
  .strictObject({
    id: z.uuid(),
    state: z.enum(['under_way', 'finished']),
    requestedAt: instant,
    requestedBy: z.string(),
    reason: z.string(),
    links: z.array(z.uuid()),
    steps: z
      .array(z.strictObject({ step: z.enum(erasureSteps), at: instant }))
      .meta({ description: 'What is done, in order.' }),
    receipt: Receipt.nullable(),
  })
  .openapi('Erasure')

/** What either database knows; the main one may be older than the erasure. */
export function toErasureShape(
  ours: Erasure | undefined,
  kept: KeptErasure | undefined,
): z.infer<typeof ErasureShape> | undefined {
  const known = ours ?? kept
  if (!known) return undefined
  const steps = erasureSteps.flatMap((step) => {
    const at = ours?.doneAt[step]
    return at ? [{ step, at: at.toISOString() }] : []
  })
  return {
    id: 'id' in known ? known.id : known.erasureId,
    state: ours?.doneAt.finished ? 'finished' : 'under_way',
    requestedAt: known.requestedAt.toISOString(),
    requestedBy: known.requestedBy,
    reason: known.reason,
    links: [...known.links],
    steps,
    receipt: kept?.receipt ? Receipt.parse(kept.receipt) : null,
  }
}
