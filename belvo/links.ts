import { z } from 'zod'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkReport } from '../domain/link-report.ts'
import { Instant, orNull, Text, Uuid } from './wire.ts'

/** A link as Belvo sends it; no key but `id` and `institution` can be counted on. */
export const BelvoLink = z
  .looseObject({
    id: Uuid,
    institution: z.string(),
    status: Text,
    access_mode: Text,
    refresh_rate: Text,
    stale_in: Text,
    external_id: Text,
    created_at: orNull(Instant),
    last_accessed_at: orNull(Instant),
  })
  .transform(
    (sent): LinkReport => ({
      linkId: sent.id as LinkId,
      institution: sent.institution,
      status: sent.status,
      accessMode: sent.access_mode,
      refreshRate: sent.refresh_rate,
      staleIn: sent.stale_in,
      externalId: sent.external_id,
      createdAt: sent.created_at,
      lastAccessedAt: sent.last_accessed_at,
    }),
  )
