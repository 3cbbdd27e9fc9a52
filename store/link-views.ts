import { sql } from 'kysely'
import type { Availability } from '../domain/availability.ts'
import { availabilityOf } from '../domain/availability.ts'
import type { Held } from '../domain/hold.ts'
import type { Identity } from '../domain/identity.ts'
import type { GroundStanding } from '../domain/legal-ground.ts'
import type { LinkId } from '../domain/link-id.ts'
import type { LinkReason, LinkStatus } from '../domain/link-status.ts'
import type { Resource } from '../domain/resource.ts'
import type { Db, Tx } from './database.ts'
import { heldBy } from './held-links.ts'
import type { Unreadable } from './readability.ts'
import { groundStanding, whyUnreadable } from './readability.ts'

/** A link as its readers see it. */
export interface LinkView {
  readonly linkId: LinkId
  readonly connectionId: string | null
  readonly externalId: string | null
  readonly institution: string | null
  readonly status: LinkStatus
  readonly reason: LinkReason | null
  readonly accessMode: string | null
  readonly refreshRate: string | null
  readonly staleIn: string | null
  readonly ground: GroundStanding
  readonly identity: Identity
  /** Why its data may not be read now; null where it may. */
  readonly unreadable: Unreadable | null
  readonly availability: Readonly<Record<Resource, Availability>>
  readonly retrievedAt: Date | null
  readonly expectedBy: Date | null
  readonly staleAt: Date | null
  /** The hold over it, or over all links; null where there is none. */
  readonly held: Held | null
  readonly openedAt: Date
  readonly updatedAt: Date
}

export interface LinkFilter {
  readonly externalId?: string | undefined
  readonly status?: LinkStatus | undefined
  readonly reason?: LinkReason | undefined
  readonly updatedAfter?: Date | undefined
}

/** Where a page of links ended. */
export interface LinkPosition {
  /** ISO instant with the microseconds of PostgreSQL, which a `Date` would lose. */
  readonly updatedAt: string
  readonly linkId: string
}

export async function findLinkView(db: Db | Tx, linkId: LinkId): Promise<LinkView | undefined> {
  const row = await linkRows(db).where('link_id', '=', linkId).executeTakeFirst()
  return row && toView(row)
}

/** Links in order of their last change; one that changes meanwhile comes again, none is left out. */
export async function listLinkViews(
  db: Db,
  filter: LinkFilter,
  page: { after?: LinkPosition | undefined; limit: number },
): Promise<{ links: LinkView[]; next: LinkPosition | null }> {
  const { externalId, status, reason, updatedAfter } = filter
  const { after, limit } = page
  const rows = await linkRows(db)
    .$if(externalId !== undefined, (some) => some.where('external_id', '=', externalId ?? ''))
    .$if(status !== undefined, (some) => some.where('status', '=', status ?? ''))
    .$if(reason !== undefined, (some) => some.where('reason', '=', reason ?? ''))
    .$if(updatedAfter !== undefined, (some) =>
      some.where('updated_at', '>', updatedAfter ?? new Date(0)),
    )
    .$if(after !== undefined, (some) =>
      some.where(
        sql<boolean>`(updated_at, link_id) > (${after?.updatedAt}::timestamptz, ${after?.linkId}::uuid)`,
      ),
    )
    .orderBy('updated_at')
    .orderBy('link_id')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const isMore = rows.length > limit && last !== undefined
  return {
    links: shown.map(toView),
    next: isMore ? { updatedAt: last.updated_at_exact, linkId: last.link_id } : null,
  }
}

function linkRows(db: Db | Tx) {
  return db
    .selectFrom('links')
    .select((eb) => [
      'link_id',
      'connection_id',
      'external_id',
      'institution',
      'status',
      'reason',
      'access_mode',
      'refresh_rate',
      'stale_in',
      'retrieved_at',
      'expected_by',
      'stale_at',
      'employments_applied_at',
      'owners_applied_at',
      'opened_at',
      'updated_at',
      sql<string>`to_char(updated_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as(
        'updated_at_exact',
      ),
      'identity',
      groundStanding.as('ground_standing'),
      whyUnreadable.as('unreadable'),
      heldBy(sql.ref('links.link_id')).as('held'),
      eb
        .exists(
          eb
            .selectFrom('employments')
            .select('id')
            .whereRef('employments.link_id', '=', 'links.link_id')
            .where('employments.reported', '=', true),
        )
        .as('has_employments'),
      eb
        .exists(
          eb
            .selectFrom('owners')
            .select('id')
            .whereRef('owners.link_id', '=', 'links.link_id')
            .where('owners.reported', '=', true),
        )
        .as('has_owners'),
    ])
}

type LinkRow = Awaited<ReturnType<ReturnType<typeof linkRows>['executeTakeFirstOrThrow']>>

function toView(row: LinkRow): LinkView {
  return {
    linkId: row.link_id as LinkId,
    connectionId: row.connection_id,
    externalId: row.external_id,
    institution: row.institution,
    status: row.status as LinkStatus,
    reason: row.reason as LinkReason | null,
    accessMode: row.access_mode,
    refreshRate: row.refresh_rate,
    staleIn: row.stale_in,
    ground: row.ground_standing,
    identity: row.identity,
    unreadable: row.unreadable,
    availability: {
      EMPLOYMENTS: availabilityOf(
        row.employments_applied_at !== null,
        row.has_employments === true,
      ),
      OWNERS: availabilityOf(row.owners_applied_at !== null, row.has_owners === true),
    },
    retrievedAt: row.retrieved_at,
    expectedBy: row.expected_by,
    staleAt: row.stale_at,
    held: row.held,
    openedAt: row.opened_at,
    updatedAt: row.updated_at,
  }
}
