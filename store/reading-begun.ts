import { sql } from 'kysely'
import type { LinkId } from '../domain/link-id.ts'
import type { Resource } from '../domain/resource.ts'
import type { Standing } from '../domain/standing.ts'
import type { Db } from './database.ts'
import { standingColumns, standingOf } from './link-row.ts'
import type { OpenNotices } from './open-notices.ts'
import { openNotices } from './open-notices.ts'
import { isLookedAtAgain } from './second-looks.ts'

export interface ResourceReading {
  readonly linkId: LinkId
  readonly resource: Resource
  /** The notices that the reading answers. */
  readonly notices: OpenNotices
}

export interface ReadingBegun extends ResourceReading {
  readonly standing: Standing
  /** With fewer records than this, an answer of Belvo is not whole. */
  readonly recordsMin: number
  /** Whether an earlier read found what only a second one proves. */
  readonly isSecondLook: boolean
}

/** Takes the open notices of one resource, and what an answer to them has to hold at least. */
export async function beginReading(
  db: Db,
  linkId: LinkId,
  resource: Resource,
): Promise<ReadingBegun> {
  const { notices, holdsRecords, isSecondLook, ...link } = await db
    .selectFrom('links')
    .select(standingColumns)
    .select([
      openNotices(linkId, resource).as('notices'),
      holdsReported(linkId, resource).as('holdsRecords'),
      isLookedAtAgain(linkId, resource).as('isSecondLook'),
    ])
    .where('link_id', '=', linkId)
    .executeTakeFirstOrThrow()
  const standing = standingOf(link)
  const isKnownEmpty = standing.applied[resource] && !holdsRecords
  const recordsMin = notices.announcedTotal ?? (isKnownEmpty ? 0 : 1)
  return { linkId, resource, notices, standing, recordsMin, isSecondLook }
}

function holdsReported(linkId: LinkId, resource: Resource) {
  const records = sql.table(resource === 'EMPLOYMENTS' ? 'employments' : 'owners')
  return sql<boolean>`exists (select from ${records} where link_id = ${linkId} and reported)`
}
