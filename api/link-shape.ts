import { z } from '@hono/zod-openapi'
import { isOverdue } from '../domain/freshness.ts'
import { identities } from '../domain/identity.ts'
import { groundStandings } from '../domain/legal-ground.ts'
import type { Resource } from '../domain/resource.ts'
import type { LinkView } from '../store/link-views.ts'
import { linkWorkflowId } from '../workflows/messages.ts'
import type { ApiSettings } from './api-parts.ts'
import { Held, toHeld } from './hold-shape.ts'

export const LinkStatusName = z.enum([
  'connecting',
  'collecting',
  'current',
  'needs_person',
  'stale',
  'deleted',
  'unknown',
  'foreign',
  'erasing',
  'erased',
])

export const LinkReasonName = z.enum([
  'awaiting_employments_and_owners',
  'awaiting_employments',
  'awaiting_owners',
  'ground_missing',
  'collection_failed',
  'credentials_invalid',
  'token_required',
  'refresh_overdue',
  'short_answer',
  'answer_quarantined',
  'belvo_refused',
  'not_found_once',
  'nothing_retrieved',
  'disconnected',
  'gone_at_belvo',
])

const Availability = z.enum(['not_yet', 'available', 'none_reported']).openapi('Availability')

/** How fresh the data is; stands in every answer with data. */
const freshness = {
  retrievedAt: z.iso
    .datetime()
    .nullable()
    .meta({ description: 'When Belvo last got data from the institution.' }),
  expectedBy: z.iso
    .datetime()
    .nullable()
    .meta({ description: 'When the next data should be here.' }),
  overdue: z.boolean(),
}

export const Link = z
  .strictObject({
    id: z.uuid(),
    connection: z.uuid().nullable(),
    externalId: z.string().nullable(),
    institution: z.string().nullable(),
    status: LinkStatusName,
    reason: LinkReasonName.nullable(),
    accessMode: z.string().nullable(),
    refreshRate: z.string().nullable(),
    staleIn: z.string().nullable(),
    ground: z.enum(groundStandings).meta({
      description: 'Whether its data may be held now: only `in_force` lets it be fetched and read.',
    }),
    identity: z.enum(identities).meta({
      description:
        'Whether it is the expected person, or at least still the same; a `mismatch` closes the data.',
    }),
    availability: z.strictObject({ employments: Availability, owners: Availability }),
    ...freshness,
    staleAt: z.iso.datetime().nullable(),
    held: Held.nullable().meta({ description: 'Nothing is asked of Belvo about it.' }),
    openedAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    workflowUrl: z.url().nullable().meta({ description: 'Its run in the Temporal UI.' }),
  })
  .openapi('Link')

export function toLink(link: LinkView, settings: ApiSettings, now: Date): z.infer<typeof Link> {
  return {
    id: link.linkId,
    connection: link.connectionId,
    externalId: link.externalId,
    institution: link.institution,
    status: link.status,
    reason: link.reason,
    accessMode: link.accessMode,
    refreshRate: link.refreshRate,
    staleIn: link.staleIn,
    ground: link.ground,
    identity: link.identity,
    availability: {
      employments: link.availability.EMPLOYMENTS,
      owners: link.availability.OWNERS,
    },
    ...toFreshness(link, now),
    staleAt: link.staleAt?.toISOString() ?? null,
    held: link.held && toHeld(link.held),
    openedAt: link.openedAt.toISOString(),
    updatedAt: link.updatedAt.toISOString(),
    workflowUrl: workflowUrl(link, settings),
  }
}

/** What comes before the records of a resource. */
export const dataHead = { link: z.uuid(), availability: Availability, ...freshness }

export function toDataHead(link: LinkView, resource: Resource, now: Date) {
  return {
    link: link.linkId,
    availability: link.availability[resource],
    ...toFreshness(link, now),
  }
}

function toFreshness(link: LinkView, now: Date) {
  return {
    retrievedAt: link.retrievedAt?.toISOString() ?? null,
    expectedBy: link.expectedBy?.toISOString() ?? null,
    overdue: isOverdue(link, now),
  }
}

function workflowUrl({ linkId }: LinkView, { temporalUi }: ApiSettings): string | null {
  if (!temporalUi) return null
  const run = encodeURIComponent(linkWorkflowId(linkId))
  return new URL(`/namespaces/${temporalUi.namespace}/workflows/${run}`, temporalUi.url).href
}
