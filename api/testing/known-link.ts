import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { LinkId } from '../../domain/link-id.ts'
import type { Db } from '../../store/database.ts'
import type { LinkTable } from '../../store/tables/links.ts'

/** Writes a link that is `current` on a legal ground, or as `over` says; answers its id. */
export async function knownLink(
  db: Db,
  over: Partial<Insertable<LinkTable>> = {},
): Promise<LinkId> {
  const linkId = randomUUID() as LinkId
  const applied = new Date('2026-11-20T12:00:00Z')
  await db
    .insertInto('links')
    .values({
      link_id: linkId,
      external_id: 'applicant_8842',
      institution: 'inss_br_employment',
      access_mode: 'recurrent',
      refresh_rate: '7d',
      stale_in: '365d',
      status: 'current',
      ground: 'given',
      retrieved_at: new Date('2026-11-20T11:58:00Z'),
      expected_by: new Date('2026-11-27T11:58:00Z'),
      stale_at: new Date('2027-11-20T11:58:00Z'),
      employments_applied_at: applied,
      owners_applied_at: applied,
      ...over,
    })
    .execute()
  return linkId
}
